using Mho.Numerics;
using static Mho.Units;

namespace Mho.Devices;

/// <summary>A resistor that takes every target of its range exactly and keeps it.</summary>
[Model("ideal", Source = "definition")]
public sealed record Ideal : IProgrammable
{
    /// <inheritdoc/>
    public ConductanceRange Range { get; init; } = new(0 * uS, 40 * uS);

    /// <inheritdoc/>
    public void Program(ReadOnlySpan<double> targets, Key key, Span<double> achieved)
    {
        CellSpans.RequireSameLength(targets.Length, achieved.Length);
        for (int i = 0; i < targets.Length; i++)
            achieved[i] = Range.Nearest(targets[i]);
    }
}
