using System.Runtime.CompilerServices;
using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>Spike times [samples x …] to the share of each interval during which their synapses conduct, [samples·intervals x …]: the intervals are more samples.</summary>
/// <remarks>S = clip((T′ − t)/(T′ − T), 0, 1) for the interval T … T′ of <see cref="TimeGrid"/>; adjoint ∂t = −∂S/(T′ − T) for the interval that holds t.</remarks>
public sealed unsafe class SpreadSpikes : Operation
{
    internal const int MostIntervals = 256;

    private readonly int _samples, _width, _count;
    private readonly GridOffset _offset;
    private readonly double _window;
    private readonly float* _ends, _inverses;

    /// <summary>Intervals over the window 0 … <paramref name="window"/>.</summary>
    /// <param name="arena">The tape's memory.</param>
    /// <param name="times">[samples x …].</param>
    /// <param name="intervals">M of <see cref="TimeGrid"/>.</param>
    /// <param name="offset">Random draws t_off ~ U(0, Δτ) in each training pass; other passes have none.</param>
    /// <param name="window">End of the grid.</param>
    public SpreadSpikes(Arena arena, Tensor times, int intervals, GridOffset offset, double window = 1)
        : base(NewOutput(arena, times, Rows(intervals, offset)), times)
    {
        (_count, _offset, _window, Intervals) = (intervals, offset, window, Rows(intervals, offset));
        (_samples, _width) = (times.Shape[0], times.Shape.Stride);
        _ends = arena.Take(Intervals);
        _inverses = arena.Take(Intervals);
        Durations = new double[Intervals];
        Shift(0);
    }

    /// <summary>How many samples the output has for each one of the input: M, or M − 1 where the last interval is always empty.</summary>
    public int Intervals { get; }

    /// <summary>The grid of the last pass.</summary>
    public TimeGrid Grid { get; private set; }

    /// <summary>Length of each interval of the last pass.</summary>
    internal double[] Durations { get; }

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        Shift(_offset == GridOffset.Random && step.Training ? step.Key.Uniform(0) : 0);
        SampleRows.Run(new Spread(Inputs[0].Data, Output.Data, _ends, _inverses, Intervals, _width), _samples, _width);
    }

    /// <inheritdoc/>
    public override void Backward(in Step step) =>
        SampleRows.Run(new Gather(Inputs[0].Data, Inputs[0].Gradient, Output.Gradient, _ends, _inverses, Intervals, _width, Adds(0)), _samples, _width);

    private static int Rows(int intervals, GridOffset offset) =>
        Limit.Within(intervals, 2, MostIntervals, "one is as long as the offset, and the cost grows with their number") - (offset == GridOffset.Fixed ? 1 : 0);

    private static Tensor NewOutput(Arena arena, Tensor times, int rows)
    {
        Shape x = times.Shape;
        int samples = checked(x[0] * rows);
        Shape shape = x.Rank switch
        {
            1 => new(samples),
            2 => new(samples, x[1]),
            3 => new(samples, x[1], x[2]),
            _ => new(samples, x[1], x[2], x[3]),
        };
        return new Tensor(arena, shape, times.NeedsGradient);
    }

    private void Shift(double share)
    {
        Grid = new TimeGrid(_count, share * (_window / (_count - 1)), _window);
        for (int m = 0; m < Intervals; m++)
        {
            (_ends[m], _inverses[m]) = DiscretisedSpikes.Interval<float>(Grid, m);
            Durations[m] = Grid.Duration(m);
        }
    }

    private readonly struct Spread(float* times, float* conducting, float* ends, float* inverses, int intervals, int width) : ISampleKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Do<V>(int sample, int from, int to)
            where V : struct, ILanes<V>
        {
            float* t = times + ((nint)sample * width);
            for (int m = 0; m < intervals; m++)
            {
                float* s = conducting + ((((nint)sample * intervals) + m) * width);
                V end = V.All(ends[m]), inverse = V.All(inverses[m]);
                for (int j = from; j < to; j += V.Width)
                    V.Min(V.All(1), V.Max(V.All(0), (end - V.Load(t + j)) * inverse)).Store(s + j);
            }
        }
    }

    private readonly struct Gather(float* times, float* dTimes, float* dConducting, float* ends, float* inverses, int intervals, int width, bool adds) : ISampleKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Do<V>(int sample, int from, int to)
            where V : struct, ILanes<V>
        {
            float* t = times + ((nint)sample * width), dt = dTimes + ((nint)sample * width), first = dConducting + ((nint)sample * intervals * width);
            for (int j = from; j < to; j += V.Width)
            {
                V time = V.Load(t + j), sum = adds ? V.Load(dt + j) : V.All(0);
                float* ds = first + j;
                for (int m = 0; m < intervals; m++, ds += width)
                {
                    V inverse = V.All(inverses[m]), share = (V.All(ends[m]) - time) * inverse;
                    sum -= V.IfGreater(share, V.All(0), V.IfGreater(share, V.All(1), V.All(0), V.Load(ds) * inverse), V.All(0));
                }

                sum.Store(dt + j);
            }
        }
    }
}
