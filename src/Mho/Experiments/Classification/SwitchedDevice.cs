using Mho.Devices;
using Mho.Numerics;

namespace Mho.Experiments.Classification;

/// <summary>Another device with some of its faults switched off, for finding out which of them costs accuracy.</summary>
/// <remarks>A device that is programmed pulse by pulse keeps its pulses (<see cref="SwitchedPulsedDevice"/>) as long as programming errors are on.</remarks>
/// <param name="Inner">The device.</param>
/// <param name="ProgrammingErrors">Off: cells reach their targets exactly.</param>
/// <param name="Relaxation">Off: cells stay as programmed.</param>
/// <param name="ReadNoise">Off: reads do not fluctuate.</param>
internal sealed record SwitchedDevice(IDevice Inner, bool ProgrammingErrors, bool Relaxation, bool ReadNoise) : IProgrammable, IRelaxing, IReadNoise
{
    /// <inheritdoc/>
    public ConductanceRange Range => Inner.Range;

    /// <inheritdoc/>
    public void Program(ReadOnlySpan<double> targets, Key key, Span<double> achieved)
    {
        if (ProgrammingErrors && Inner is IProgrammable programmable)
            programmable.Program(targets, key, achieved);
        else
            targets.CopyTo(achieved);
    }

    /// <inheritdoc/>
    public void Relax(ReadOnlySpan<double> programmed, Duration elapsed, Key key, Span<double> conductances)
    {
        if (Relaxation && Inner is IRelaxing relaxing)
            relaxing.Relax(programmed, elapsed, key, conductances);
        else
            programmed.CopyTo(conductances);
    }

    /// <inheritdoc/>
    public void ReadSpread(ReadOnlySpan<double> conductances, Duration elapsed, Span<double> sigma)
    {
        if (ReadNoise && Inner is IReadNoise noise)
            noise.ReadSpread(conductances, elapsed, sigma);
        else
            sigma.Clear();
    }
}
