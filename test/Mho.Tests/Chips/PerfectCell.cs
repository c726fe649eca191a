using Mho.Devices;
using Mho.Numerics;
using static Mho.Units;

namespace Mho.Tests.Chips;

/// <summary>A cell that takes any conductance exactly, with read noise of a chosen share of it.</summary>
public sealed record PerfectCell(ConductanceRange Range, double Noise = 0) : IProgrammable, IReadNoise
{
    public PerfectCell(double noise = 0)
        : this(new ConductanceRange(1 * uS, 40 * uS), noise)
    {
    }

    public void Program(ReadOnlySpan<double> targets, Key key, Span<double> achieved) => targets.CopyTo(achieved);

    public void ReadSpread(ReadOnlySpan<double> conductances, Duration elapsed, Span<double> sigma)
    {
        for (int i = 0; i < sigma.Length; i++)
            sigma[i] = Noise * conductances[i];
    }
}
