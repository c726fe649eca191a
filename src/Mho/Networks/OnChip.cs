using Mho.Chips;
using Mho.Numerics;

namespace Mho.Networks;

/// <summary>The matrices as they stand on a programmed chip.</summary>
/// <param name="Chip">The chip, calibrated.</param>
public sealed record OnChip(ProgrammedChip Chip) : ISubstrate
{
    /// <inheritdoc/>
    public void Multiply(int matrix, ReadOnlySpan<float> codes, int vectors, Span<float> outputs, Key reads, ReadStatistics statistics) =>
        Chip.Multiply(matrix, codes, vectors, outputs, reads, statistics);
}
