using Mho.Chips;
using Mho.Devices;

namespace Mho.Experiments.Classification;

/// <summary>Something that keeps a chip from computing exactly, and how to take it out of the model.</summary>
/// <param name="Name">For programs: <c>"relaxation"</c>.</param>
/// <param name="Label">For people.</param>
/// <param name="Remove">The chip without it.</param>
internal sealed record Fault(string Name, string Label, Func<NeuRram, NeuRram> Remove)
{
    /// <summary>All that the chip model knows, in the order of a weight's way.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("weightClipping", "clipping of the largest weights", chip => chip with { WeightPercentile = 1 }),
        new("programming", "programming error", chip => chip with { Device = Switched(chip.Device, programming: false) }),
        new("relaxation", "relaxation", chip => chip with { Device = Switched(chip.Device, relaxation: false) }),
        new("wires", "resistance of wires", chip => chip with { Wires = null }),
        new("readNoise", "read noise of cells", chip => chip with { Device = Switched(chip.Device, readNoise: false) }),
        new("neurons", "gain, offset and noise of neurons", chip => chip with { GainSpread = 0, OffsetSpread = 0, SampleNoise = default, ComparatorNoise = default }),
        new("converter", "rounding and clipping of converters", chip => chip with { Adc = new ExactAdc() }),
    ];

    /// <summary>Those that a chip can have: without its wires' resistance there is no chip to compare.</summary>
    public static IReadOnlyList<Fault> Of(NeuRram chip) => [.. All.Where(fault => fault.Remove(chip) != chip)];

    /// <summary>The chip with this fault alone.</summary>
    public NeuRram Alone(NeuRram chip) => All.Where(other => other != this).Aggregate(chip, (kept, other) => other.Remove(kept));

    /// <summary>The chip without any fault.</summary>
    public static NeuRram None(NeuRram chip) => All.Aggregate(chip, (kept, fault) => fault.Remove(kept));

    private static IDevice Switched(IDevice device, bool programming = true, bool relaxation = true, bool readNoise = true) => device switch
    {
        SwitchedDevice switched => switched with
        {
            ProgrammingErrors = switched.ProgrammingErrors && programming,
            Relaxation = switched.Relaxation && relaxation,
            ReadNoise = switched.ReadNoise && readNoise,
        },
        SwitchedPulsedDevice pulsed when programming => pulsed with { Relaxation = pulsed.Relaxation && relaxation, ReadNoise = pulsed.ReadNoise && readNoise },
        SwitchedPulsedDevice pulsed => new SwitchedDevice(pulsed.Inner, false, pulsed.Relaxation && relaxation, pulsed.ReadNoise && readNoise),
        IPulsed pulsed and not IProgrammable when programming => new SwitchedPulsedDevice(pulsed, relaxation, readNoise),
        _ => new SwitchedDevice(device, programming, relaxation, readNoise),
    };
}
