using Mho.Devices;
using Mho.Numerics;

namespace Mho.Experiments.Classification;

/// <summary>A device programmed pulse by pulse, with relaxation or read noise switched off.</summary>
/// <param name="Inner">The device.</param>
/// <param name="Relaxation">Off: cells stay as programmed.</param>
/// <param name="ReadNoise">Off: reads do not fluctuate.</param>
internal sealed record SwitchedPulsedDevice(IPulsed Inner, bool Relaxation, bool ReadNoise) : IPulsed, IRelaxing, IReadNoise
{
    /// <inheritdoc/>
    public ConductanceRange Range => Inner.Range;

    /// <inheritdoc/>
    public PulsedCells Form(int count, Key key) => Inner.Form(count, key);

    /// <inheritdoc/>
    public void Apply(PulsedCells cells, int first, ReadOnlySpan<double> volts, Key key) => Inner.Apply(cells, first, volts, key);

    /// <inheritdoc/>
    public void Relax(ReadOnlySpan<double> programmed, Duration elapsed, Key key, Span<double> conductances) => Programmed().Relax(programmed, elapsed, key, conductances);

    /// <inheritdoc/>
    public void ReadSpread(ReadOnlySpan<double> conductances, Duration elapsed, Span<double> sigma) => Programmed().ReadSpread(conductances, elapsed, sigma);

    // Once programmed, its cells are like those of any device.
    private SwitchedDevice Programmed() => new(Inner, ProgrammingErrors: true, Relaxation, ReadNoise);
}
