using Mho.Numerics;

namespace Mho.Vsa.Spiking;

/// <summary>What carries spikes back to the neurons: a matrix in memory, or arrays of devices with converters.</summary>
public interface IRecurrence
{
    /// <summary>N, neurons.</summary>
    int Length { get; }

    /// <summary>Steps that a spike is under way before <see cref="Send"/> adds what came of it; 0 if it does so at once.</summary>
    int Latency => 0;

    /// <summary>The beginning of a run: nothing is under way.</summary>
    /// <param name="key">Draws the run's noise.</param>
    void Begin(Key key);

    /// <summary>One step: adds Σ_j W_ij over the neurons j that spiked, or what arrives of it, times <paramref name="size"/>.</summary>
    /// <param name="spikes">Neurons, ascending.</param>
    /// <param name="size">What a spike counts for.</param>
    /// <param name="input">u [N, at least].</param>
    void Send(ReadOnlySpan<int> spikes, float size, Span<float> input);
}
