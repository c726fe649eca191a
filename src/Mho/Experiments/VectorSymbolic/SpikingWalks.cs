using System.Globalization;
using Mho.Experiments.Reports;
using Mho.Numerics;
using Mho.Vsa.Spiking;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>Do machines walk rightly in spiking networks? Several networks, with stimuli balanced and as drawn: checks, overlaps, rates, and two walks drawn.</summary>
/// <remarks>Keys: network n draws from <c>run["network"][n]</c> (<see cref="ReferenceNetwork"/>). After M. Cotteret et al., Neuromorph. Comput. Eng. 5, 014008 (2025); constants of neurons are ours.</remarks>
[Model("spiking-walk", Source = "M. Cotteret et al., Neuromorph. Comput. Eng. 5, 014008 (2025), doi 10.1088/2634-4386/ada851; weights as in Neural Computation 36, 549 (2024), eqs. 26, 27")]
public sealed record SpikingWalks : IExperiment
{
    internal const string Paper = "M. Cotteret, H. Greatorex, A. Renner, J. Chen, E. Neftci, H. Wu, G. Indiveri, M. Ziegler, E. Chicca, \"Distributed representations enable robust multi-timescale symbolic computation in neuromorphic hardware\", Neuromorph. Comput. Eng. 5, 014008 (2025).";

    /// <inheritdoc/>
    public string Name { get; init; } = "spiking-walk";

    /// <summary>The one number that all random numbers follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Machines, networks, walks.</summary>
    public ReferenceNetwork Network { get; init; } = new();

    /// <summary>How stimuli come.</summary>
    public SpikingProtocol Protocol { get; init; } = new();

    /// <summary>Networks, each of another machine.</summary>
    public int Networks
    {
        get;
        init => field = value is >= 1 and <= 10_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} networks; give 1 to 10000.");
    }
    = 50;

    /// <inheritdoc/>
    public Report Run(RunFolder folder, IProgressListener progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(progress);
        Key run = new Key(Seed)["network"];
        WalkPoints points = new(folder, progress, 2, cancel);
        WalkPoint balanced = points.Of("balanced", "balanced", Networks, network => Network.Walk(run[network], true, Protocol));
        WalkPoint drawn = points.Of("drawn", "as drawn", Networks, network => Network.Walk(run[network], false, Protocol));
        return Reported(run, balanced, drawn);
    }

    private Report Reported(Key run, WalkPoint balanced, WalkPoint drawn)
    {
        (string Name, string Label, WalkPoint Point)[] both = [("balanced", "stimuli balanced", balanced), ("drawn", "stimuli as drawn", drawn)];
        int astray = Enumerable.Range(0, Networks).FirstOrDefault(network => !drawn.Walks[network].Complete);
        return new Report("Walks of spiking networks", Invariant($"{Networks} networks of {Network.Described} walk {Network.Steps} edges: {balanced.Complete} rightly with stimuli balanced, {drawn.Complete} with stimuli as drawn."))
        {
            Headlines =
            [
                .. both.Select(kind => new Metric($"{kind.Name}.complete", kind.Point.Share, $"networks right every time, {kind.Label}", kind.Point.CompleteText, "95 %, Wilson over networks")),
                .. both.Select(kind => new Metric($"{kind.Name}.right", (double)kind.Point.Right / kind.Point.Checks, $"checks right, {kind.Label}", kind.Point.RightText)),
                new("balanced.active", balanced.Active, "rate of a state's neurons, stimuli balanced", Invariant($"{balanced.Active:F1} Hz")),
                new("balanced.others", balanced.Others, "rate of all others", Invariant($"{balanced.Others:F3} Hz")),
            ],
            Metrics = [.. both.SelectMany(kind => kind.Point.Metrics(kind.Name)), new("drawn.active", drawn.Active), new("drawn.others", drawn.Others)],
            Findings = balanced.Complete == Networks
                ? []
                : [new(Severity.Warning, "stimuli balanced", Invariant($"{Networks - balanced.Complete} of {Networks} networks went astray"), "give more neurons, or fewer states and edges")],
            Sections =
            [
                Picture(run, 0, true, "walk-balanced", Invariant($"Network 0, stimuli balanced: {balanced.Walks[0].Right} of {balanced.Walks[0].Checks} checks right.")),
                Picture(run, astray, false, "walk-drawn", Invariant($"Network {astray}, stimuli as drawn{(drawn.Walks[astray].Complete ? "" : ", the first that goes astray")}: {drawn.Walks[astray].Right} of {drawn.Walks[astray].Checks} checks right.")),
                new Table("Every network: checks right, mean overlap with the state, rate of its neurons in Hz.", ["network", "balanced", "overlap", "Hz", "as drawn", "overlap", "Hz"],
                    [.. Enumerable.Range(0, Networks).Select(network => (IReadOnlyList<string>)[network.ToString(CultureInfo.InvariantCulture), .. Cells(balanced.Walks[network]), .. Cells(drawn.Walks[network])])]),
            ],
            References = [Paper, "M. Cotteret, H. Greatorex, M. Ziegler, E. Chicca, \"Vector symbolic finite state machines in attractor neural networks\", Neural Computation 36, 549-595 (2024), eqs. 26, 27."],
        };
    }

    // The same walk once more, this time looked at.
    private Figure Picture(Key run, int network, bool balanced, string name, string caption)
    {
        SpikingWalk walk = Network.Walk(run[network], balanced, Protocol, trace: true);
        return new(name, SpikingWalkPlot.Of(walk, Network.Patterns(walk.Expected.Machine, run[network], balanced), Protocol),
            caption + " Above: overlap with the states, dashed where a stimulus begins. Below: twelve neurons of each state.");
    }

    private static string[] Cells(WalkOutcome walk) => [Invariant($"{walk.Right}/{walk.Checks}"), Invariant($"{walk.Overlap:F3}"), Invariant($"{walk.Active:F1}")];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
