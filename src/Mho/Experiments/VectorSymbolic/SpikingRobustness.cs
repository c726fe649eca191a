using Mho.Experiments.Plots;
using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Spiking;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>How wrong may weights of a spiking network be? Its walks with each fault at several levels.</summary>
/// <remarks>
/// Every level of every fault meets the same networks. Keys: network n draws from <c>run["network"][n]</c> (<see cref="ReferenceNetwork"/>), faults from its child <c>"fault"</c>, so that a
/// cell that is stuck at a low share is stuck at a higher one too. After M. Cotteret et al., Neuromorph. Comput. Eng. 5, 014008 (2025), whose levels were not at hand.
/// </remarks>
[Model("spiking-robustness", Source = "M. Cotteret et al., Neuromorph. Comput. Eng. 5, 014008 (2025), doi 10.1088/2634-4386/ada851")]
public sealed record SpikingRobustness : IExperiment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "spiking-robustness";

    /// <summary>The one number that all random numbers follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Machines, networks, walks.</summary>
    public ReferenceNetwork Network { get; init; } = new();

    /// <summary>Whether stimuli sum to nothing over every state.</summary>
    public bool Balanced { get; init; } = true;

    /// <summary>How stimuli come.</summary>
    public SpikingProtocol Protocol { get; init; } = new();

    /// <summary>Networks, each of another machine; the same for every fault.</summary>
    public int Networks
    {
        get;
        init => field = value is >= 1 and <= 10_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} networks; give 1 to 10000.");
    }
    = 16;

    /// <summary>Noise that is added, in units of the weights' root mean square.</summary>
    public IReadOnlyList<double> Additive { get; init => field = Within(value, 0, 1000); } = [1, 2, 3, 4, 5, 6, 8];

    /// <summary>σ of log-normal factors.</summary>
    public IReadOnlyList<double> LogNormal { get; init => field = Within(value, 0, 10); } = [0.3, 0.6, 1, 1.5, 2, 2.5];

    /// <summary>Shares of weights stuck at 0.</summary>
    public IReadOnlyList<double> StuckAtZero { get; init => field = Within(value, 0, 1); } = [0.2, 0.4, 0.6, 0.7, 0.8, 0.9];

    /// <summary>Shares of weights stuck at ±1.</summary>
    public IReadOnlyList<double> StuckAtOne { get; init => field = Within(value, 0, 1); } = [0.1, 0.2, 0.4, 0.6, 0.8];

    /// <summary>Numbers of levels that weights take, over ±4 times their root mean square.</summary>
    public IReadOnlyList<double> Quantised { get; init => field = Whole(Within(value, 2, 65_536)); } = [2, 3, 4, 5, 6, 8, 16];

    /// <summary>Thresholds below which ternary weights are 0.</summary>
    public IReadOnlyList<double> Ternary { get; init => field = Within(value, 0, 100); } = [0.25, 0.5, 0.75, 1.25];

    /// <summary>Shares of weights that are removed, the smallest ones; of the others the sign stays, and so does their mean, which works like another inhibition.</summary>
    public IReadOnlyList<double> Removed { get; init => field = Within(value, 0, 0.9999); } = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99];

    internal IReadOnlyList<FaultCurve> Curves =>
    [
        .. new FaultCurve[]
        {
            new("additive", "Noise added", new Axis("noise (rms of weights)"), Additive, (weights, level, key) => WeightFaults.Noisy(weights, level * weights.Rms(), key)),
            new("log-normal", "Log-normal factors", new Axis("standard deviation of the logarithm"), LogNormal, WeightFaults.LogNormal),
            new("stuck-at-zero", "Stuck at 0", new Axis("share of weights"), StuckAtZero, WeightFaults.StuckAtZero),
            new("stuck-at-one", "Stuck at +1 or -1", new Axis("share of weights"), StuckAtOne, WeightFaults.StuckAtOne),
            new("quantised", "Levels over ±4 rms", new Axis("levels", AxisScale.Logarithmic) { Ticks = [.. Quantised.Select(levels => (levels, FormattableString.Invariant($"{levels}")))] }, Quantised, (weights, level, _) => WeightFaults.Quantised(weights, (int)level)),
            new("ternary", "Ternary, mean removed", new Axis("threshold"), Ternary, (weights, level, _) => WeightFaults.Ternary(weights, level)),
            new("removed", "Signs of the largest", new Axis("share of weights removed"), Removed, (weights, level, key) => WeightFaults.Largest(weights, 1 - level, key)),
        }.Where(curve => curve.Levels.Count > 0),
    ];

    /// <inheritdoc/>
    public Report Run(RunFolder folder, IProgressListener progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(progress);
        Key run = new Key(Seed)["network"];
        IReadOnlyList<FaultCurve> curves = Curves;
        WalkPoints points = new(folder, progress, 1 + curves.Sum(curve => curve.Levels.Count), cancel);
        WalkPoint none = points.Of("none", "no fault", Networks, network => Network.Walk(run[network], Balanced, Protocol));
        WalkPoint[][] found =
        [
            .. curves.Select(curve => (WalkPoint[])
            [
                .. curve.Levels.Select((level, l) => points.Of($"{curve.Name}-{l}", FormattableString.Invariant($"{curve.Title}, {level}"), Networks,
                    network => Network.Walk(run[network], Balanced, Protocol, (weights, key) => new SynapticRecurrence(curve.Make(weights, level, key))))),
            ]),
        ];
        return RobustnessReporting.Of(this, none, curves, found);
    }

    private static IReadOnlyList<double> Within(IReadOnlyList<double> values, double least, double most)
    {
        ArgumentNullException.ThrowIfNull(values);
        for (int i = 0; i < values.Count; i++)
        {
            if (!(values[i] >= least && values[i] <= most) || (i > 0 && values[i] <= values[i - 1]))
                throw new ArgumentOutOfRangeException(nameof(values), $"number {i + 1}, {values[i]}, is not between {least} and {most} and above the one before; give them in rising order.");
        }

        return values;
    }

    private static IReadOnlyList<double> Whole(IReadOnlyList<double> values) => values.FirstOrDefault(value => value != Math.Round(value)) is double odd and not 0
        ? throw new ArgumentOutOfRangeException(nameof(values), $"{odd} levels; give whole numbers.")
        : values;
}
