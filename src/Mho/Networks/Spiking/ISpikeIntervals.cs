namespace Mho.Networks.Spiking;

/// <summary>The intervals that an operation has spread spikes over, as its last pass drew them.</summary>
public interface ISpikeIntervals
{
    /// <summary>How many there are for each sample: M, or M − 1 where the last of <see cref="TimeGrid"/> is always empty.</summary>
    int Intervals { get; }

    /// <summary>The grid.</summary>
    TimeGrid Grid { get; }
}
