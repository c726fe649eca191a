using Mho.Chips;
using Mho.Numerics;

namespace Mho.Networks;

/// <summary>What multiplies the matrices of a deployed network: exact arithmetic, arithmetic with noisy weights, or a chip.</summary>
public interface ISubstrate
{
    /// <summary>outputs = x W + b, in real units, for x = code · full scale / largest code.</summary>
    /// <param name="matrix">Which matrix of the deployment.</param>
    /// <param name="codes">Integer codes, [vectors x rows].</param>
    /// <param name="vectors">Number of input vectors.</param>
    /// <param name="outputs">[vectors x columns].</param>
    /// <param name="reads">Where the noise of these reads is drawn; called with a new key for every block of vectors.</param>
    /// <param name="statistics">Counts what converters did.</param>
    void Multiply(int matrix, ReadOnlySpan<float> codes, int vectors, Span<float> outputs, Key reads, ReadStatistics statistics);
}
