namespace Mho.Circuits.Cells;

/// <summary>An element behind a resistor, solved cell by cell: the access transistor of a 1T1R cell.</summary>
/// <remarks>
/// x + R I(x) = V for the element's own voltage x between 0 and V, by Newton's method held within a shrinking bracket: the left side rises everywhere.
/// Then ∂I/∂V = I'(x) / (1 + R I'(x)) and ∂I/∂G = ∂I/∂G(x) / (1 + R I'(x)).
/// </remarks>
internal sealed class SeriesCell(ICellCurrent element, double ohm) : ICellCurrent
{
    private const int Chunk = 128, Steps = 200;

    public bool Odd => element.Odd;

    public void Currents(ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> currents, Span<double> slopes)
    {
        Span<double> own = stackalloc double[Chunk];
        for (int from = 0; from < voltages.Length; from += Chunk)
        {
            int count = Math.Min(Chunk, voltages.Length - from);
            Span<double> i = currents.Slice(from, count), s = slopes.Slice(from, count), x = own[..count];
            ReadOnlySpan<double> v = voltages.Slice(from, count);
            Solve(conductances.Slice(from, count), v, x, i, s);
            for (int k = 0; k < count; k++)
            {
                s[k] /= 1 + (ohm * s[k]);
                i[k] += s[k] * (v[k] - x[k] - (ohm * i[k])); // what x still lacks, to first order
            }
        }
    }

    public void Gains(ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> gains)
    {
        Span<double> own = stackalloc double[Chunk], currents = stackalloc double[Chunk], slopes = stackalloc double[Chunk];
        for (int from = 0; from < voltages.Length; from += Chunk)
        {
            int count = Math.Min(Chunk, voltages.Length - from);
            ReadOnlySpan<double> g = conductances.Slice(from, count);
            Solve(g, voltages.Slice(from, count), own[..count], currents[..count], slopes[..count]);
            element.Gains(g, own[..count], gains.Slice(from, count));
            for (int k = 0; k < count; k++)
                gains[from + k] /= 1 + (ohm * slopes[k]);
        }
    }

    // Leaves the element's voltage x with its current and slope there.
    private void Solve(ReadOnlySpan<double> g, ReadOnlySpan<double> v, Span<double> x, Span<double> i, Span<double> s)
    {
        if (element is LinearCell)
        {
            for (int k = 0; k < x.Length; k++)
                (x[k], i[k], s[k]) = (v[k] / (1 + (ohm * g[k])), g[k] * v[k] / (1 + (ohm * g[k])), g[k]);
            return;
        }

        Span<double> low = stackalloc double[v.Length], high = stackalloc double[v.Length], missed = stackalloc double[v.Length];
        for (int k = 0; k < v.Length; k++)
            (low[k], high[k], x[k], missed[k]) = (Math.Min(0, v[k]), Math.Max(0, v[k]), v[k], double.PositiveInfinity);
        for (int step = 0; step < Steps; step++)
        {
            element.Currents(g, x, i, s);
            bool all = true;
            for (int k = 0; k < x.Length; k++)
            {
                double miss = x[k] + (ohm * i[k]) - v[k];
                if (Math.Abs(miss) <= 1e-15 * Math.Abs(v[k]))
                    continue;
                if (miss > 0)
                    high[k] = x[k];
                else
                    low[k] = x[k];
                double next = x[k] - (miss / (1 + (ohm * s[k])));
                if (!(next > low[k] && next < high[k]) || Math.Abs(miss) > 0.5 * missed[k])
                    next = (low[k] + high[k]) / 2;
                missed[k] = Math.Abs(miss);
                if (next == x[k] || high[k] - low[k] <= 1e-16 * Math.Abs(v[k]))
                    continue;
                x[k] = next;
                all = false;
            }

            if (all)
                return;
        }
    }
}
