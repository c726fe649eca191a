using System.Globalization;
using Mho.Chips;
using Mho.Devices;
using Mho.Experiments.Plots;
using Mho.Experiments.Reports;
using Mho.Numerics;
using Mho.Vsa.OnDevices;
using Mho.Vsa.Spiking;
using static Mho.Units;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>Do spiking networks walk on arrays of devices? At several ages, with several converters, wires solved exactly, and latencies of the loop.</summary>
/// <remarks>
/// Each condition changes one thing of <see cref="Arrays"/>, and all meet the same networks. Keys: network n draws from <c>run["network"][n]</c> (<see cref="ReferenceNetwork"/>), cells from its child
/// <c>"fault"</c>. After the closed loop with memristors of M. Cotteret et al., Neuromorph. Comput. Eng. 5, 014008 (2025), whose arrays were not at hand (<see cref="DeviceArrays"/>).
/// </remarks>
[Model("spiking-devices", Source = "M. Cotteret et al., Neuromorph. Comput. Eng. 5, 014008 (2025), doi 10.1088/2634-4386/ada851; cells as their own models say")]
public sealed record SpikingDevices : IExperiment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "spiking-devices";

    /// <summary>The one number that all random numbers follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Machines, networks, walks.</summary>
    public ReferenceNetwork Network { get; init; } = new();

    /// <summary>Whether stimuli sum to nothing over every state.</summary>
    public bool Balanced { get; init; } = true;

    /// <summary>How stimuli come.</summary>
    public SpikingProtocol Protocol { get; init; } = new();

    /// <summary>Networks, each of another machine.</summary>
    public int Networks
    {
        get;
        init => field = value is >= 1 and <= 10_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} networks; give 1 to 10000.");
    }
    = 8;

    /// <summary>The arrays of which one thing at a time is changed.</summary>
    public DeviceArrays Arrays { get; init; } = new() { Age = 1 * day };

    /// <summary>Times since programming.</summary>
    public IReadOnlyList<Duration> Ages { get; init; } = [0 * s, 1 * s, 1 * hour, 2 * day];

    /// <summary>Bits of the converters, the sign among them.</summary>
    public IReadOnlyList<int> Bits
    {
        get;
        init => field = value is not null && value.All(bits => bits is >= 2 and <= 16) ? value : throw new ArgumentOutOfRangeException(nameof(value), "converters have 2 to 16 bits.");
    }
    = [3, 4, 5, 6];

    /// <summary>Resistances of a segment of wire, solved exactly.</summary>
    public IReadOnlyList<Resistance> Segments { get; init; } = [1 * ohm, 5 * ohm];

    /// <summary>Steps until a spike's sums arrive.</summary>
    public IReadOnlyList<int> Latencies { get; init; } = [5, 10, 20];

    /// <inheritdoc/>
    public Report Run(RunFolder folder, IProgressListener progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(progress);
        (string Name, string Text, DeviceArrays? Arrays, int Latency)[] conditions =
        [
            ("memory", "weights in memory", null, 0),
            ("arrays", Invariant($"cells {Arrays.Age} after programming"), Arrays, 0),
            .. Ages.Select((age, i) => ($"age{i}", $"{age} after programming", Arrays with { Age = age }, 0)),
            .. Bits.Select(bits => ($"bits{bits}", $"{bits}-bit converters", Arrays with { Adc = new BinarySearchAdc(bits - 1) { Origin = CodeOrigin.StepCentre } }, 0)),
            .. Segments.Select((segment, i) => ($"wires{i}", $"wires of {segment} a segment", Arrays with { Wires = (Arrays.Wires ?? new()) with { Segment = segment } }, 0)),
            .. Latencies.Select(steps => ($"latency{steps}", $"sums {steps} steps later", Arrays, steps)),
        ];
        Key run = new Key(Seed)["network"];
        WalkPoints points = new(folder, progress, conditions.Length, cancel);
        return Reported(conditions, [.. conditions.Select(condition => points.Of(condition.Name, condition.Text, Networks, network => Network.Walk(run[network], Balanced, Protocol,
            condition.Arrays is null ? null : (weights, key) => new DelayedRecurrence(condition.Arrays.Program(weights, key), condition.Latency))))]);
    }

    private Report Reported((string Name, string Text, DeviceArrays? Arrays, int Latency)[] conditions, WalkPoint[] points) =>
        new("Spiking networks on arrays of devices", Invariant($"{Networks} networks of {Network.Described}, stimuli {(Balanced ? "balanced" : "as drawn")}, walk {Network.Steps} edges; {points[1].Complete} rightly on cells, {points[0].Complete} with weights in memory."))
        {
            Headlines = [.. conditions.Select((condition, i) => new Metric($"{condition.Name}.complete", points[i].Share, condition.Text, points[i].CompleteText, i == 0 ? "networks right every time; 95 %, Wilson over networks" : Invariant($"overlap {points[i].Overlap:F3}")))],
            Metrics = [.. conditions.SelectMany((condition, i) => points[i].Metrics(condition.Name).Append(new($"{condition.Name}.active", points[i].Active)))],
            Findings = [.. conditions.Select(condition => (condition.Arrays?.Device as IRelaxing)?.Doubt(condition.Arrays!.Age)).OfType<Finding>().Distinct()],
            Sections =
            [
                new Figure("overlap", new BarChart("Overlap with the state", new Axis("overlap") { Min = 0, Max = 1 }, [.. conditions.Select(condition => condition.Text)], [new BarSeries("overlap", [.. points.Select(point => point.Overlap)])]) { Text = overlap => Invariant($"{overlap:F3}") }, Invariant($"Mean of {Networks} networks and all checks.")),
                new Table("Every condition: networks right every time with the 95 % interval (Wilson over networks), checks right, overlap, rates of a state's neurons and of all others in Hz.",
                    ["condition", "networks", "checks", "overlap", "state", "others"],
                    [.. conditions.Select((condition, i) => (IReadOnlyList<string>)[condition.Text, points[i].CompleteText, points[i].RightText, Invariant($"{points[i].Overlap:F3}"), Invariant($"{points[i].Active:F1}"), Invariant($"{points[i].Others:F2}")])]),
            ],
            References = [SpikingWalks.Paper, Binding.Models.SourceOf(Arrays.Device)],
        };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
