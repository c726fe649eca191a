using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>The shape of a result that has one sample for all intervals of its inputs.</summary>
internal static class IntervalShape
{
    public static Tensor Output(Arena arena, Tensor drives, Tensor rates, ISpikeIntervals spikes)
    {
        Shape x = drives.Shape;
        if (rates.Shape != x || x[0] % spikes.Intervals != 0)
            throw new ArgumentException($"drives {x} and rates {rates.Shape} must be of one shape, with {spikes.Intervals} intervals for each sample.", nameof(drives));
        int samples = x[0] / spikes.Intervals;
        Shape shape = x.Rank switch
        {
            1 => new(samples),
            2 => new(samples, x[1]),
            3 => new(samples, x[1], x[2]),
            _ => new(samples, x[1], x[2], x[3]),
        };
        return new Tensor(arena, shape, drives.NeedsGradient || rates.NeedsGradient);
    }
}
