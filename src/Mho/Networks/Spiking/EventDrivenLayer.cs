using System.Buffers;
using System.Numerics;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>A layer of neurons solved exactly: spikes are sorted, and every membrane has a closed form between one and the next.</summary>
/// <remarks>
/// f and g are running sums over the sorted spikes, so a layer costs O(inputs · neurons) exponentials and one sort (the published algorithm sums anew at every spike, and pays
/// O(inputs²)); the backward pass solves forward again instead of remembering, so memory is O(inputs) a thread. Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 3, 28–33.
/// Adjoint: with λ = ∂L/∂v along the way, ∂L/∂tⱼ = −λ(tⱼ) wⱼ (1 − βⱼ v(tⱼ)), and ∂L/∂wⱼ = Σ over the intervals after tⱼ of ∂L/∂g + βⱼ ∂L/∂f.
/// </remarks>
public static unsafe class EventDrivenLayer
{
    /// <summary>The potential of every neuron at the end of the window.</summary>
    /// <param name="membrane">Reversal potentials and leak, common to all neurons.</param>
    /// <param name="end">Length of the window.</param>
    /// <param name="times">[samples x inputs] spike times; one at or after <paramref name="end"/> has no effect, one before 0 conducts from 0 on.</param>
    /// <param name="weights">[inputs x neurons].</param>
    /// <param name="neurons">Number of neurons.</param>
    /// <param name="potentials">[samples x neurons], in thresholds.</param>
    public static void Potentials<T>(Membrane membrane, double end, ReadOnlySpan<T> times, ReadOnlySpan<T> weights, int neurons, Span<T> potentials)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run(membrane, end, Until.End, LayerShape.Of(times, weights, potentials, neurons), times, weights, potentials, [], [], []);

    /// <summary>Gradients of a loss L(potentials).</summary>
    /// <param name="membrane">As forward.</param>
    /// <param name="end">As forward.</param>
    /// <param name="times">As forward.</param>
    /// <param name="weights">As forward.</param>
    /// <param name="dPotentials">∂L/∂v [samples x neurons].</param>
    /// <param name="dTimes">Gets ∂L/∂t [samples x inputs]; 0 for spikes outside the window.</param>
    /// <param name="dWeights">Gets ∂L/∂w [inputs x neurons].</param>
    public static void PotentialGradients<T>(
        Membrane membrane, double end, ReadOnlySpan<T> times, ReadOnlySpan<T> weights, ReadOnlySpan<T> dPotentials, Span<T> dTimes, Span<T> dWeights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(membrane, end, Until.End, LayerShape.OfGradients(times, weights, dPotentials, dTimes, dWeights), times, weights, [], dPotentials, dTimes, dWeights);

    /// <summary>When every membrane first reaches the threshold; infinite if it does not within the window.</summary>
    /// <param name="membrane">Reversal potentials and leak, common to all neurons.</param>
    /// <param name="end">Length of the window.</param>
    /// <param name="times">[samples x inputs] spike times.</param>
    /// <param name="weights">[inputs x neurons].</param>
    /// <param name="neurons">Number of neurons.</param>
    /// <param name="spikes">[samples x neurons].</param>
    public static void SpikeTimes<T>(Membrane membrane, double end, ReadOnlySpan<T> times, ReadOnlySpan<T> weights, int neurons, Span<T> spikes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run(membrane, end, Until.Spike, LayerShape.Of(times, weights, spikes, neurons), times, weights, spikes, [], [], []);

    /// <summary>Gradients of a loss L(spike times); neurons without a spike have none.</summary>
    /// <param name="membrane">As forward.</param>
    /// <param name="end">As forward.</param>
    /// <param name="times">As forward.</param>
    /// <param name="weights">As forward.</param>
    /// <param name="dSpikes">∂L/∂t of the outputs [samples x neurons].</param>
    /// <param name="dTimes">Gets ∂L/∂t of the inputs [samples x inputs].</param>
    /// <param name="dWeights">Gets ∂L/∂w [inputs x neurons].</param>
    public static void SpikeTimeGradients<T>(
        Membrane membrane, double end, ReadOnlySpan<T> times, ReadOnlySpan<T> weights, ReadOnlySpan<T> dSpikes, Span<T> dTimes, Span<T> dWeights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(membrane, end, Until.Spike, LayerShape.OfGradients(times, weights, dSpikes, dTimes, dWeights), times, weights, [], dSpikes, dTimes, dWeights);

    private static void Run<T>(
        Membrane membrane, double end, Until until, LayerShape shape, ReadOnlySpan<T> times, ReadOnlySpan<T> weights, Span<T> results, ReadOnlySpan<T> dResults, Span<T> dTimes, Span<T> dWeights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(membrane);
        Limit.Positive(end, "it is the length of a window");
        bool backward = dResults.Length > 0;
        int blocks = (shape.Neurons + Columns<T>.Block - 1) / Columns<T>.Block;
        T[] sorted = ArrayPool<T>.Shared.Rent(shape.Inputs), parts = ArrayPool<T>.Shared.Rent(backward ? checked(blocks * shape.Inputs) : 0);
        int[] order = ArrayPool<int>.Shared.Rent(shape.Inputs);
        dTimes.Clear();
        dWeights.Clear();
        fixed (T* w = weights, y = results, dy = dResults, dw = dWeights, at = sorted, part = parts)
        {
            fixed (int* input = order)
            {
                for (int sample = 0; sample < shape.Samples; sample++)
                {
                    Sort(end, times.Slice(sample * shape.Inputs, shape.Inputs), sorted, order);
                    int first = sample * shape.Neurons;
                    Columns<T> work = new(membrane, end, until, shape, at, input, w, backward ? null : y + first, backward ? dy + first : null, part, dw);
                    Workers.Run(blocks, work);
                    for (int j = 0; backward && j < shape.Inputs; j++)
                    {
                        // In the order of the blocks, whoever computed them; a spike outside the window may move without effect.
                        T time = times[(sample * shape.Inputs) + j], sum = T.Zero;
                        for (int block = 0; block < blocks; block++)
                            sum += part[(block * shape.Inputs) + j];
                        dTimes[(sample * shape.Inputs) + j] = time >= T.Zero && time <= T.CreateChecked(end) ? sum : T.Zero;
                    }
                }
            }
        }

        ArrayPool<T>.Shared.Return(sorted);
        ArrayPool<T>.Shared.Return(parts);
        ArrayPool<int>.Shared.Return(order);
    }

    private static void Sort<T>(double end, ReadOnlySpan<T> times, Span<T> sorted, Span<int> order)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int j = 0; j < times.Length; j++)
        {
            if (T.IsNaN(times[j]))
                throw new ArgumentException($"the spike time of input {j} is not a number; a neuron that does not fire has the time +∞.", nameof(times));
            (sorted[j], order[j]) = (T.Clamp(times[j], T.Zero, T.CreateChecked(end)), j);
        }

        MemoryExtensions.Sort(sorted[..times.Length], order[..times.Length]);
    }

    /// <summary>Neurons in blocks, each as wide as the cache lines of the weights' rows.</summary>
    private readonly struct Columns<T>(
        Membrane membrane, double end, Until until, LayerShape shape, T* times, int* order, T* weights, T* results, T* dResults, T* dTimes, T* dWeights) : IChunkedWork
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public const int Block = 16;

        private readonly T _positive = T.CreateChecked(membrane.Reversal.Slopes.Positive), _negative = T.CreateChecked(membrane.Reversal.Slopes.Negative);

        // Weights of a block are copied in the order of the spikes, and their gradients back: a column of the matrix has a page for every few rows.
        public void Do(int chunk, int worker)
        {
            int inputs = shape.Inputs, first = chunk * Block, count = Math.Min(Block, shape.Neurons - first);
            T[] rented = ArrayPool<T>.Shared.Rent(Column<T>.Length(inputs + 1)), copied = ArrayPool<T>.Shared.Rent(Block * inputs);
            Column<T> column = new(rented, inputs + 1);
            for (int k = 0; k <= inputs; k++)
                column.Durations[k] = (k < inputs ? times[k] : T.CreateChecked(end)) - (k > 0 ? times[k - 1] : T.Zero);
            for (int k = 0; k < inputs; k++)
            {
                T* row = weights + ((nint)order[k] * shape.Neurons) + first;
                for (int i = 0; i < count; i++)
                    copied[(i * inputs) + k] = row[i];
            }

            Span<T> dt = dResults == null ? [] : new(dTimes + ((nint)chunk * inputs), inputs);
            dt.Clear();
            for (int i = 0; i < count; i++)
            {
                Span<T> own = copied.AsSpan(i * inputs, inputs);
                Coefficients(column, own);
                if (dResults != null)
                    Backward(column, own, dResults[first + i], dt);
                else
                    results[first + i] = Forward(column);
            }

            for (int k = 0; k < dt.Length; k++)
            {
                T* row = dWeights + ((nint)order[k] * shape.Neurons) + first;
                for (int i = 0; i < count; i++)
                    row[i] += copied[(i * inputs) + k];
            }

            ArrayPool<T>.Shared.Return(rented);
            ArrayPool<T>.Shared.Return(copied);
        }

        private T Forward(in Column<T> column)
        {
            if (until == Until.End)
                return Trajectory.Charge<T>(column.Durations, column.Rates, column.Drives, column.States);
            int interval = Trajectory.Fire<T>(column.Durations, column.Rates, column.Drives, column.States, out T after);
            return interval > shape.Inputs ? T.PositiveInfinity : after + (interval == 0 ? T.Zero : times[interval - 1]);
        }

        // Turns weights, in the order of the spikes, into their gradients.
        private void Backward(in Column<T> column, Span<T> own, T dResult, Span<T> dt)
        {
            T dRates = T.Zero, dDrives = T.Zero;
            int used = column.Adjoint(until, dResult);
            own[Math.Max(0, used - 1)..].Clear();
            for (int k = used - 1; k > 0; k--)
            {
                // Interval k begins with this spike, which conducts in it and all later ones.
                T weight = own[k - 1], beta = Slope(weight);
                (dRates, dDrives) = (dRates + column.Rates[k], dDrives + column.Drives[k]);
                own[k - 1] = dDrives + (beta * dRates);
                dt[order[k - 1]] -= column.Costates[k] * weight * (T.One - (beta * column.States[k]));
            }
        }

        private void Coefficients(in Column<T> column, ReadOnlySpan<T> own)
        {
            T rate = T.CreateChecked(membrane.Leak), drive = T.Zero;
            Span<T> rates = column.Rates, drives = column.Drives;
            (rates[0], drives[0]) = (rate, drive);
            for (int k = 0; k < own.Length; k++)
            {
                T weight = own[k];
                (rate, drive) = (rate + (Slope(weight) * weight), drive + weight);
                (rates[k + 1], drives[k + 1]) = (rate, drive);
            }
        }

        private T Slope(T weight) => weight >= T.Zero ? _positive : _negative;
    }
}
