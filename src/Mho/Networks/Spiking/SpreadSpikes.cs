using System.Runtime.CompilerServices;
using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>Spike times [samples x …] to the share of each interval during which their synapses conduct, [samples·intervals x …]: the intervals are more samples.</summary>
/// <remarks>S = clip((T′ − t)/(T′ − T), 0, 1) for the interval T … T′ of <see cref="TimeGrid"/>; adjoint ∂t = −∂S/(T′ − T) for the interval that holds t.</remarks>
public sealed unsafe class SpreadSpikes : Operation, ISpikeIntervals
{
    private readonly DrawnIntervals _intervals;
    private readonly int _samples, _width;

    /// <summary>Intervals over the window 0 … <paramref name="window"/>.</summary>
    /// <param name="arena">The tape's memory.</param>
    /// <param name="times">[samples x …].</param>
    /// <param name="intervals">M of <see cref="TimeGrid"/>.</param>
    /// <param name="offset">Random draws t_off ~ U(0, Δτ) in each training pass; other passes have none.</param>
    /// <param name="window">End of the grid.</param>
    public SpreadSpikes(Arena arena, Tensor times, int intervals, GridOffset offset, double window = 1)
        : base(NewOutput(arena, times, DrawnIntervals.Rows(intervals, offset)), times) =>
        (_samples, _width, _intervals) = (times.Shape[0], times.Shape.Stride, new DrawnIntervals(arena, intervals, offset, window));

    /// <inheritdoc/>
    public int Intervals => _intervals.Count;

    /// <inheritdoc/>
    public TimeGrid Grid => _intervals.Grid;

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        _intervals.Draw(step);
        SampleRows.Run(new Spread(Inputs[0].Data, Output.Data, _intervals.Ends, _intervals.Inverses, Intervals, _width), _samples, _width);
    }

    /// <inheritdoc/>
    public override void Backward(in Step step) =>
        SampleRows.Run(new Gather(Inputs[0].Data, Inputs[0].Gradient, Output.Gradient, _intervals.Ends, _intervals.Inverses, Intervals, _width, Adds(0)), _samples, _width);

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
