using System.Buffers;
using System.Numerics;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>A layer of neurons by differentiable spike-time discretisation: spikes are spread over M fixed intervals, on which each membrane is solved in closed form.</summary>
/// <remarks>
/// With S [samples·M x inputs] of <see cref="DiscretisedSpikes"/>: G = S W and F = S (β∘W) + α, two matrix products, then M steps of <see cref="Trajectory"/> for each neuron:
/// O(M · inputs · neurons) and no sorting. Y. Sakemi et al., arXiv 2412.09010 v1, algorithms 3 and 4; the index of its eq. 44 is that of the interval in which the
/// threshold is crossed. The potential at the end differs from the exact one by O(Δτ²/|E|); it is exact for ideal synapses.
/// In float and double; a network trains on the tape instead, with the same equations in registers.
/// </remarks>
public static unsafe class DiscretisedLayer
{
    /// <summary>The potential of every neuron at the end of the window.</summary>
    /// <param name="membrane">Reversal potentials and leak, common to all neurons.</param>
    /// <param name="grid">The intervals.</param>
    /// <param name="times">[samples x inputs] spike times; one at or after the end of the window has no effect, one before the grid conducts all the time.</param>
    /// <param name="weights">[inputs x neurons].</param>
    /// <param name="neurons">Number of neurons.</param>
    /// <param name="potentials">[samples x neurons], in thresholds.</param>
    public static void Potentials<T>(Membrane membrane, TimeGrid grid, ReadOnlySpan<T> times, ReadOnlySpan<T> weights, int neurons, Span<T> potentials)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Passage<T>(membrane, grid, LayerShape.Of(times, weights, potentials, neurons), Until.End).Forward(times, weights, potentials);

    /// <summary>Gradients of a loss L(potentials).</summary>
    /// <param name="membrane">As forward.</param>
    /// <param name="grid">As forward.</param>
    /// <param name="times">As forward.</param>
    /// <param name="weights">As forward.</param>
    /// <param name="dPotentials">∂L/∂v [samples x neurons].</param>
    /// <param name="dTimes">Gets ∂L/∂t [samples x inputs].</param>
    /// <param name="dWeights">Gets ∂L/∂w [inputs x neurons].</param>
    public static void PotentialGradients<T>(
        Membrane membrane, TimeGrid grid, ReadOnlySpan<T> times, ReadOnlySpan<T> weights, ReadOnlySpan<T> dPotentials, Span<T> dTimes, Span<T> dWeights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Passage<T>(membrane, grid, LayerShape.OfGradients(times, weights, dPotentials, dTimes, dWeights), Until.End).Backward(times, weights, dPotentials, dTimes, dWeights);

    /// <summary>When every membrane first reaches the threshold; infinite if it does not within the window.</summary>
    /// <param name="membrane">Reversal potentials and leak, common to all neurons.</param>
    /// <param name="grid">The intervals.</param>
    /// <param name="times">[samples x inputs] spike times.</param>
    /// <param name="weights">[inputs x neurons].</param>
    /// <param name="neurons">Number of neurons.</param>
    /// <param name="spikes">[samples x neurons], in windows' units of time.</param>
    public static void SpikeTimes<T>(Membrane membrane, TimeGrid grid, ReadOnlySpan<T> times, ReadOnlySpan<T> weights, int neurons, Span<T> spikes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Passage<T>(membrane, grid, LayerShape.Of(times, weights, spikes, neurons), Until.Spike).Forward(times, weights, spikes);

    /// <summary>Gradients of a loss L(spike times); neurons without a spike have none.</summary>
    /// <param name="membrane">As forward.</param>
    /// <param name="grid">As forward.</param>
    /// <param name="times">As forward.</param>
    /// <param name="weights">As forward.</param>
    /// <param name="dSpikes">∂L/∂t of the outputs [samples x neurons].</param>
    /// <param name="dTimes">Gets ∂L/∂t of the inputs [samples x inputs].</param>
    /// <param name="dWeights">Gets ∂L/∂w [inputs x neurons].</param>
    public static void SpikeTimeGradients<T>(
        Membrane membrane, TimeGrid grid, ReadOnlySpan<T> times, ReadOnlySpan<T> weights, ReadOnlySpan<T> dSpikes, Span<T> dTimes, Span<T> dWeights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Passage<T>(membrane, grid, LayerShape.OfGradients(times, weights, dSpikes, dTimes, dWeights), Until.Spike).Backward(times, weights, dSpikes, dTimes, dWeights);

    private readonly struct Passage<T>(Membrane membrane, TimeGrid grid, LayerShape shape, Until until)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private int Rows => shape.Samples * grid.Intervals;

        public void Forward(ReadOnlySpan<T> times, ReadOnlySpan<T> weights, Span<T> results)
        {
            T[] work = ArrayPool<T>.Shared.Rent(WorkLength);
            Cut(work, out Span<T> conducting, out Span<T> reversed, out Span<T> rates, out Span<T> drives, out Span<T> column);
            Products(times, weights, conducting, reversed, rates, drives);
            for (int i = 0; i < results.Length; i++)
            {
                Take(column, rates, drives, i, out Column<T> one);
                if (until == Until.End)
                {
                    results[i] = Trajectory.Charge<T>(one.Durations, one.Rates, one.Drives, one.States);
                    continue;
                }

                int interval = Trajectory.Fire<T>(one.Durations, one.Rates, one.Drives, one.States, out T after);
                results[i] = interval == grid.Intervals ? T.PositiveInfinity : T.CreateChecked(grid[interval]) + after;
            }

            ArrayPool<T>.Shared.Return(work);
        }

        public void Backward(ReadOnlySpan<T> times, ReadOnlySpan<T> weights, ReadOnlySpan<T> dResults, Span<T> dTimes, Span<T> dWeights)
        {
            T[] work = ArrayPool<T>.Shared.Rent(WorkLength);
            Cut(work, out Span<T> conducting, out Span<T> reversed, out Span<T> rates, out Span<T> drives, out Span<T> column);
            Products(times, weights, conducting, reversed, rates, drives);
            for (int i = 0; i < dResults.Length; i++)
            {
                Take(column, rates, drives, i, out Column<T> one);
                one.Adjoint(until, dResults[i]);
                Put(one, rates, drives, i);
            }

            (int inputs, int neurons) = (shape.Inputs, shape.Neurons);
            (double positive, double negative) = membrane.Reversal.Slopes;
            fixed (T* s = conducting, w = weights, bw = reversed, f = rates, g = drives, dw = dWeights)
            {
                // ∂w = Sᵀ ∂g + β Sᵀ ∂f; the place of β∘W is free afterwards only for S, so S is turned into its gradient last.
                T[] second = ArrayPool<T>.Shared.Rent(dWeights.Length);
                fixed (T* part = second)
                {
                    MatrixProduct.Multiply(inputs, neurons, Rows, s, 1, inputs, g, neurons, 1, dw, neurons, accumulate: false);
                    MatrixProduct.Multiply(inputs, neurons, Rows, s, 1, inputs, f, neurons, 1, part, neurons, accumulate: false);
                    for (int i = 0; i < dWeights.Length; i++)
                        dw[i] += T.CreateChecked(w[i] >= T.Zero ? positive : negative) * part[i];
                }

                ArrayPool<T>.Shared.Return(second);
                MatrixProduct.Multiply(Rows, inputs, neurons, g, neurons, 1, w, 1, neurons, s, inputs, accumulate: false);
                MatrixProduct.Multiply(Rows, inputs, neurons, f, neurons, 1, bw, 1, neurons, s, inputs, accumulate: true);
            }

            for (int sample = 0; sample < shape.Samples; sample++)
            {
                int first = sample * inputs, length = grid.Intervals * inputs;
                DiscretisedSpikes.Gather(grid, times.Slice(first, inputs), conducting.Slice(sample * length, length), dTimes.Slice(first, inputs));
            }

            ArrayPool<T>.Shared.Return(work);
        }

        private int WorkLength => checked((Rows * (shape.Inputs + (2 * shape.Neurons))) + (shape.Inputs * shape.Neurons) + Column<T>.Length(grid.Intervals));

        private void Cut(T[] work, out Span<T> conducting, out Span<T> reversed, out Span<T> rates, out Span<T> drives, out Span<T> column)
        {
            Span<T> left = work;
            conducting = Next(ref left, Rows * shape.Inputs);
            reversed = Next(ref left, shape.Inputs * shape.Neurons);
            rates = Next(ref left, Rows * shape.Neurons);
            drives = Next(ref left, Rows * shape.Neurons);
            column = Next(ref left, Column<T>.Length(grid.Intervals));
            for (int m = 0; m < grid.Intervals; m++)
                new Column<T>(column, grid.Intervals).Durations[m] = T.CreateChecked(grid.Duration(m));
        }

        private static Span<T> Next(scoped ref Span<T> work, int length)
        {
            Span<T> part = work[..length];
            work = work[length..];
            return part;
        }

        private void Products(ReadOnlySpan<T> times, ReadOnlySpan<T> weights, Span<T> conducting, Span<T> reversed, Span<T> rates, Span<T> drives)
        {
            (int inputs, int neurons) = (shape.Inputs, shape.Neurons);
            (double positive, double negative) = membrane.Reversal.Slopes;
            for (int i = 0; i < reversed.Length; i++)
                reversed[i] = weights[i] * T.CreateChecked(weights[i] >= T.Zero ? positive : negative);
            for (int sample = 0; sample < shape.Samples; sample++)
                DiscretisedSpikes.Spread(grid, times.Slice(sample * inputs, inputs), conducting.Slice(sample * grid.Intervals * inputs, grid.Intervals * inputs));
            rates.Fill(T.CreateChecked(membrane.Leak));
            fixed (T* s = conducting, w = weights, bw = reversed, f = rates, g = drives)
            {
                MatrixProduct.Multiply(Rows, neurons, inputs, s, inputs, 1, w, neurons, 1, g, neurons, accumulate: false);
                MatrixProduct.Multiply(Rows, neurons, inputs, s, inputs, 1, bw, neurons, 1, f, neurons, accumulate: true);
            }
        }

        // Coefficients of result i, whose intervals lie a row apart, next to one another.
        private void Take(Span<T> column, ReadOnlySpan<T> rates, ReadOnlySpan<T> drives, int i, out Column<T> one)
        {
            one = new Column<T>(column, grid.Intervals);
            int at = First(i);
            for (int m = 0; m < grid.Intervals; m++, at += shape.Neurons)
                (one.Rates[m], one.Drives[m]) = (rates[at], drives[at]);
        }

        private void Put(in Column<T> one, Span<T> rates, Span<T> drives, int i)
        {
            int at = First(i);
            for (int m = 0; m < grid.Intervals; m++, at += shape.Neurons)
                (rates[at], drives[at]) = (one.Rates[m], one.Drives[m]);
        }

        private int First(int i) => (i / shape.Neurons * grid.Intervals * shape.Neurons) + (i % shape.Neurons);
    }
}
