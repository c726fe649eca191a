using Mho.Numerics;

namespace Mho.Vsa.Attractors;

/// <summary>What devices make of weights: each returns a copy that is wrong in one way, row j drawn from child j of the key.</summary>
/// <remarks>Neurons do not feed back to themselves afterwards either: the diagonal stays 0.</remarks>
public static class WeightFaults
{
    /// <summary>W + σ z, z standard normal. After <see cref="Binarised"/> σ is in units of its level.</summary>
    /// <param name="synapses">The weights.</param>
    /// <param name="sigma">In units of the weights; for a multiple of their size times <see cref="Synapses.Rms"/>.</param>
    /// <param name="key">Draws z.</param>
    public static Synapses Noisy(Synapses synapses, double sigma, Key key)
    {
        NotNegative(sigma, nameof(sigma));
        return Rows(synapses, (j, row, draws) =>
        {
            key[j].FillNormal(draws);
            for (int i = 0; i < row.Length; i++)
                row[i] = (float)(row[i] + (sigma * draws[i]));
        });
    }

    /// <summary>W exp(σ z), z standard normal.</summary>
    public static Synapses LogNormal(Synapses synapses, double sigma, Key key)
    {
        NotNegative(sigma, nameof(sigma));
        return Rows(synapses, (j, row, draws) =>
        {
            key[j].FillNormal(draws);
            for (int i = 0; i < row.Length; i++)
                row[i] *= (float)Math.Exp(sigma * draws[i]);
        });
    }

    /// <summary>A share of the weights is 0.</summary>
    public static Synapses StuckAtZero(Synapses synapses, double share, Key key)
    {
        Share(share, nameof(share));
        return Rows(synapses, (j, row, draws) =>
        {
            key[j].FillUniform(draws);
            for (int i = 0; i < row.Length; i++)
                row[i] = draws[i] < share ? 0 : row[i];
        });
    }

    /// <summary>A share of the weights is +1 or −1, as likely.</summary>
    public static Synapses StuckAtOne(Synapses synapses, double share, Key key)
    {
        Share(share, nameof(share));
        return Rows(synapses, (j, row, draws) =>
        {
            key[j].FillUniform(draws);
            for (int i = 0; i < row.Length; i++)
                row[i] = draws[i] < share ? (draws[i] < share / 2 ? -1 : 1) : row[i];
        });
    }

    /// <summary>The nearest of equally spaced levels, the first and last at ∓ <paramref name="reach"/> rms.</summary>
    /// <param name="synapses">The weights.</param>
    /// <param name="levels">L, 2 or more.</param>
    /// <param name="reach">Where the levels end, in units of <see cref="Synapses.Rms"/>.</param>
    public static Synapses Quantised(Synapses synapses, int levels, double reach = 4)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        if (levels < 2)
            throw new ArgumentOutOfRangeException(nameof(levels), $"{levels} levels; give 2 or more.");
        if (!(reach > 0) || !double.IsFinite(reach))
            throw new ArgumentOutOfRangeException(nameof(reach), $"levels that reach {reach} rms; give more than 0.");
        double end = reach * synapses.Rms(), step = 2 * end / (levels - 1);
        return Rows(synapses, (_, row, _) =>
        {
            if (step == 0)
                return;
            for (int i = 0; i < row.Length; i++)
                row[i] = (float)((Math.Clamp(Math.Round((row[i] + end) / step), 0, levels - 1) * step) - end);
        });
    }

    /// <summary>sgn(W) where |W| exceeds a threshold, else 0; then less its mean over all weights.</summary>
    /// <remarks>A sparse network's weights above a threshold are mostly positive; a mean left in would work like less inhibition.</remarks>
    public static Synapses Ternary(Synapses synapses, double threshold)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        NotNegative(threshold, nameof(threshold));
        Synapses ternary = Rows(synapses, (_, row, _) =>
        {
            for (int i = 0; i < row.Length; i++)
                row[i] = Math.Abs(row[i]) > threshold ? Math.Sign(row[i]) : 0;
        });
        long sum = 0;
        foreach (float weight in ternary.Weights)
            sum += (int)weight;
        double mean = sum / ((double)ternary.Length * (ternary.Length - 1));
        return Rows(ternary, (_, row, _) =>
        {
            foreach (ref float weight in row)
                weight = (float)(weight - mean);
        });
    }

    /// <summary>sgn(W), the sign of a 0 drawn.</summary>
    /// <remarks>Weights of a dense network are whole numbers and many are 0: sgn(0) = +1 for all of them would be a mean, and networks that hold with it drawn fail.</remarks>
    public static Synapses Binarised(Synapses synapses, Key key) => Rows(synapses, (j, row, draws) =>
    {
        key[j].FillUniform(draws);
        for (int i = 0; i < row.Length; i++)
            row[i] = row[i] > 0 || (row[i] == 0 && draws[i] < 0.5f) ? 1 : -1;
    });

    /// <summary>sgn(W) of the share with the largest |W|, else 0; of equals at the border each is kept as likely as the share asks.</summary>
    /// <remarks>Cotteret et al. (2024), eq. 29. Whole-numbered |W| have ties: without a draw among them the share jumps from one whole number to the next.</remarks>
    /// <param name="synapses">The weights.</param>
    /// <param name="share">Kept; 0.02 keeps 2 %.</param>
    /// <param name="key">Draws among equals, and the sign of a kept 0.</param>
    public static Synapses Largest(Synapses synapses, double share, Key key)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        Share(share, nameof(share));
        (float border, double kept) = Border.Of(synapses, share);
        return Rows(synapses, (j, row, draws) =>
        {
            key[j].FillUniform(draws);
            for (int i = 0; i < row.Length; i++)
            {
                float size = Math.Abs(row[i]);
                bool keep = size > border || (size == border && draws[i] < kept);
                row[i] = !keep ? 0 : row[i] != 0 ? Math.Sign(row[i]) : key[j]["sign"].Integer(i, 2) == 0 ? -1 : 1;
            }
        });
    }

    private delegate void RowFault(int row, Span<float> weights, Span<float> draws);

    private static Synapses Rows(Synapses synapses, RowFault fault)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        Synapses faulty = synapses.Copy();
        Workers.Run(faulty.Length, new Work(faulty, fault));
        return faulty;
    }

    private static void NotNegative(double value, string name)
    {
        if (!(value >= 0) || !double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, $"{name} = {value}; give 0 or more.");
    }

    private static void Share(double value, string name)
    {
        if (!(value is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(name, $"a share of {value}; give 0 to 1.");
    }

    private sealed class Work(Synapses synapses, RowFault fault) : IChunkedWork
    {
        private readonly PerWorker<float[]> _draws = new(() => new float[synapses.Length]);

        public void Do(int chunk, int worker)
        {
            Span<float> row = synapses.From(chunk);
            fault(chunk, row, _draws[worker]);
            row[chunk] = 0;
        }
    }

    // The |W| below which nothing is kept, and which part of those equal to it is. Magnitudes of floats have the order of their bits: two passes of 2¹⁶ bins find it exactly.
    private sealed class Border(Synapses synapses, int prefix) : IChunkedWork
    {
        private const int Bins = 1 << 16;

        private readonly PerWorker<long[]> _bins = new(() => new long[Bins]);
        private readonly long[] _sums = new long[Bins];

        public static (float Border, double Kept) Of(Synapses synapses, double share)
        {
            double wanted = share * synapses.Length * (synapses.Length - 1.0);
            (int high, wanted) = new Border(synapses, -1).Find(wanted);
            (int low, wanted, long equal) = new Border(synapses, high).FindCounted(wanted);
            return (BitConverter.Int32BitsToSingle((high << 16) | low), equal == 0 ? 0 : wanted / equal);
        }

        public void Do(int chunk, int worker)
        {
            long[] bins = _bins[worker];
            ReadOnlySpan<float> row = synapses.From(chunk);
            for (int i = 0; i < row.Length; i++)
            {
                int bits = BitConverter.SingleToInt32Bits(row[i]) & int.MaxValue;
                if (i == chunk || (prefix >= 0 && bits >> 16 != prefix))
                    continue;
                bins[prefix >= 0 ? bits & 0xFFFF : bits >> 16]++;
            }
        }

        private (int Bin, double Left) Find(double wanted)
        {
            (int bin, double left, _) = FindCounted(wanted);
            return (bin, left);
        }

        private (int Bin, double Left, long Count) FindCounted(double wanted)
        {
            Workers.Run(synapses.Length, this);
            for (int worker = 0; worker < Workers.Count; worker++)
            {
                long[] bins = _bins[worker];
                for (int b = 0; b < Bins; b++)
                    _sums[b] += bins[b];
            }

            int bin = Bins - 1;
            for (; bin > 0 && wanted > _sums[bin]; bin--)
                wanted -= _sums[bin];
            return (bin, wanted, _sums[bin]);
        }
    }
}
