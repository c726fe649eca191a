using System.CommandLine;
using Mho.Chips;
using Mho.Cli.Options;
using Mho.Devices;
using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.OnDevices;
using Mho.Vsa.Spiking;

namespace Mho.Cli.Machines;

/// <summary>How stimuli reach a spiking network, and what carries its spikes.</summary>
internal sealed class SpikingArguments
{
    private readonly QuantityOption<Duration> _rest = new("--rest", "Time without a stimulus, at the end of which states of a spiking network are read; 150 ms if not given.", "150 ms") { Positive = true };
    private readonly QuantityOption<Duration> _half = new("--half", "Time of each half of a stimulus; 150 ms if not given.", "150 ms") { Positive = true };
    private readonly Option<string?> _devices = new("--devices") { Description = "Cells that hold the weights of a spiking network: a model of \"mho devices list\", or a JSON file of a device.", HelpName = "name" };
    private readonly Option<string[]> _set = new("--set") { Description = "Change a parameter of the cells, for example --set readNoise=0.02; may be repeated.", HelpName = "path=value" };
    private readonly QuantityOption<Duration> _age = new("--age", "Time since the cells were programmed; 0 s if not given.", "1 day");
    private readonly NumberOption<int> _bits = new("--adc-bits", "Bits of the converter of every column, the sign among them.", "8", 8, 2, 16);
    private readonly QuantityOption<Resistance> _segment = new("--segment", "Resistance of the wire from a cell to the next, solved exactly; no wires if not given.", "1 ohm");
    private readonly NumberOption<int> _latency = new("--latency", "Steps of 1 ms until a spike's sums arrive.", "1", 0, 0, 10_000);

    private Option[] OfDevices => [_set, _age, _bits, _segment, _latency];

    public void On(Command command)
    {
        foreach (Option option in new Option[] { _rest, _half, _devices, _set, _age, _bits, _segment, _latency })
            command.Options.Add(option);
    }

    /// <summary>Refuses what only spiking networks know.</summary>
    public void Refuse(ParseResult parsed) => parsed.Refuse("is of spiking networks; leave it out, or choose --network spiking.", [_rest, _half, _devices, .. OfDevices]);

    /// <summary>How stimuli come.</summary>
    public SpikingProtocol Protocol(ParseResult parsed)
    {
        SpikingProtocol usual = new();
        Duration half = parsed.GetValue(_half) ?? usual.First, rest = parsed.GetValue(_rest) ?? usual.Rest;
        return usual with { Rest = rest, First = half, Second = half, Read = rest < usual.Read ? rest : usual.Read };
    }

    /// <summary>The network, and lines about what carries its spikes; none where weights are in memory.</summary>
    public (SpikingMachine Network, string[] Carried) Network(ParseResult parsed, CompiledMachine compiled, IProgressListener progress)
    {
        if (parsed.GetValue(_devices) is not { } name)
        {
            parsed.Refuse("is of cells; name them with --devices, or leave it out.", OfDevices);
            return (new(compiled), []);
        }

        DeviceArrays arrays = new()
        {
            Device = NamedDevices.Load(name, parsed.GetValue(_set) ?? []),
            Age = parsed.GetValue(_age) ?? default,
            Adc = new BinarySearchAdc(parsed.GetValue(_bits) - 1) { Origin = CodeOrigin.StepCentre },
            Wires = parsed.GetValue(_segment) is { } segment ? new CoreWires { Segment = segment } : null,
        };
        SpikingMachine.Require(compiled);
        progress.Begin("programming cells", 1);
        IRecurrence recurrence = arrays.Program(compiled.Weights(), new Key(compiled.Options.Seed)["cells"]);
        progress.Advance(1);
        int latency = parsed.GetValue(_latency);
        string wires = arrays.Wires is { } metal ? $", wires of {metal.Segment} a segment" : "";
        return (
            new(compiled, latency > 0 ? new DelayedRecurrence(recurrence, latency) : recurrence),
            [
                $"on {name} cells {arrays.Age} after programming, tiles of {arrays.Rows} x {arrays.Columns}, {parsed.GetValue(_bits)}-bit converters{wires}{(latency > 0 ? $", {latency} ms later" : "")}",
                .. (arrays.Device as IRelaxing)?.Doubt(arrays.Age) is { } doubt ? [doubt.ToString()] : Array.Empty<string>(),
            ]);
    }
}
