using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>When each membrane first reaches the threshold [samples x …], from the coefficients f and g of each interval [samples·intervals x …]; the window's end if it does not.</summary>
/// <remarks>The crossing is solved in closed form within its interval (<see cref="Trajectory"/>), so the time is differentiable; neurons without a spike pass no gradient.</remarks>
public sealed unsafe class FirstSpike : Operation
{
    private readonly Work _forward, _backward;

    /// <summary>Follows every membrane to the threshold.</summary>
    /// <param name="arena">The tape's memory.</param>
    /// <param name="drives">g.</param>
    /// <param name="rates">f without the leak, ≥ 0.</param>
    /// <param name="spikes">Whose intervals these are.</param>
    /// <param name="leak">α.</param>
    public FirstSpike(Arena arena, Tensor drives, Tensor rates, ISpikeIntervals spikes, double leak = 0)
        : base(IntervalShape.Output(arena, drives, rates, spikes), drives, rates) =>
        (_forward, _backward) = (new Work(this, spikes, (float)leak, backward: false), new Work(this, spikes, (float)leak, backward: true));

    /// <inheritdoc/>
    public override bool OverwritesInputs => true;

    /// <inheritdoc/>
    public override void Forward(in Step step) => Workers.Run(Output.Shape[0], _forward);

    /// <inheritdoc/>
    public override void Backward(in Step step) => Workers.Run(Output.Shape[0], _backward);

    private static void Put(float* to, float value, bool adds)
    {
        if (to != null)
            *to = adds ? *to + value : value;
    }

    private sealed class Work(FirstSpike o, ISpikeIntervals spikes, float leak, bool backward) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            int intervals = spikes.Intervals, width = o.Output.Shape.Stride;
            (Tensor drives, Tensor rates, Tensor output) = (o.Inputs[0], o.Inputs[1], o.Output);
            Column<float> column = new(stackalloc float[Column<float>.Length(intervals)], intervals);
            for (int m = 0; m < intervals; m++)
                column.Durations[m] = (float)spikes.Grid.Duration(m);
            for (int i = 0; i < width; i++)
            {
                nint first = ((nint)chunk * intervals * width) + i, result = ((nint)chunk * width) + i;
                for (int m = 0; m < intervals; m++)
                    (column.Drives[m], column.Rates[m]) = (drives.Data[first + (m * width)], rates.Data[first + (m * width)] + leak);
                if (!backward)
                {
                    int interval = Trajectory.Fire<float>(column.Durations, column.Rates, column.Drives, column.States, out float after);
                    output.Data[result] = interval == intervals ? (float)spikes.Grid.End : (float)spikes.Grid[interval] + after;
                    continue;
                }

                column.Adjoint(Until.Spike, output.Gradient[result]);
                for (int m = 0; m < intervals; m++)
                {
                    Put(drives.Gradient == null ? null : drives.Gradient + first + (m * width), column.Drives[m], o.Adds(0));
                    Put(rates.Gradient == null ? null : rates.Gradient + first + (m * width), column.Rates[m], o.Adds(1));
                }
            }
        }
    }
}
