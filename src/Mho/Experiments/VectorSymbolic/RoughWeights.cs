using System.Globalization;
using Mho.Experiments.Reports;
using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>How bad may weights be? A dense network's weights are reduced to their signs, drowned in noise, or nearly all removed, and the machine is walked.</summary>
/// <remarks>
/// Keys: network n draws from <c>run[n]</c>; a fault from its child. Every walk has one stimulus, in the middle, that the machine does not know.
/// After M. Cotteret et al., Neural Computation 36, 549 (2024), section V, eqs. 28 and 29.
/// </remarks>
[Model("rough-weights", Source = "M. Cotteret et al., Neural Computation 36, 549 (2024), arXiv 2212.01196v2, eqs. 28, 29")]
public sealed record RoughWeights : IExperiment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "rough-weights";

    /// <summary>The one number that all random numbers follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>N.</summary>
    public int Neurons { get; init => field = Whole(value, 200, 30_000, "neurons"); } = 10_000;

    /// <summary>States of the machine, a ring with further random edges.</summary>
    public int States { get; init => field = Whole(value, 2, 1000, "states"); } = 8;

    /// <summary>Its edges.</summary>
    public int Edges { get; init => field = Whole(value, 2, 10_000, "edges"); } = 16;

    /// <summary>Stimuli that its edges share.</summary>
    public int Stimuli { get; init => field = Whole(value, 1, 10_000, "stimuli"); } = 5;

    /// <summary>Edges of a walk.</summary>
    public int Steps { get; init => field = Whole(value, 2, 1000, "edges of a walk"); } = 10;

    /// <summary>Networks, each of another machine.</summary>
    public int Networks { get; init => field = Whole(value, 1, 1000, "networks"); } = 3;

    /// <summary>Noise on signs, in units of them.</summary>
    public IReadOnlyList<double> Noises { get; init => field = Within(value, 0, 100); } = [0, 2, 3, 4, 5, 6];

    /// <summary>Shares of weights that are removed, the smallest ones; of the others the sign stays.</summary>
    public IReadOnlyList<double> Zeros { get; init => field = Within(value, 0, 0.9999); } = [0.95, 0.98, 0.99, 0.993];

    /// <inheritdoc/>
    public Report Run(RunFolder folder, IProgressListener progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(progress);
        (string Name, string Text, Func<Synapses, Key, Synapses> Make)[] faults =
        [
            ("ideal", "as they are", (weights, _) => weights),
            .. Noises.Select(noise => (Invariant($"noise.{noise}"), Invariant($"signs + {noise} noise"), (Func<Synapses, Key, Synapses>)((weights, key) => Noise(weights, noise, key)))),
            .. Zeros.Select(zeros => (Invariant($"zeros.{zeros}"), Invariant($"{100 * zeros:0.##} % removed, signs"), (Func<Synapses, Key, Synapses>)((weights, key) => WeightFaults.Largest(weights, 1 - zeros, key)))),
        ];
        (int Right, double Mean, double Least)[,] found = new (int, double, double)[faults.Length, Networks];
        progress.Begin("walking machines", (long)faults.Length * Networks);
        for (int n = 0, done = 0; n < Networks; n++)
        {
            Network? network = null;
            for (int f = 0; f < faults.Length; f++)
            {
                cancel.ThrowIfCancellationRequested();
                string checkpoint = $"checkpoints/network{n}-{faults[f].Name}.txt", file = Path.Combine(folder.Location, checkpoint);
                if (!File.Exists(file))
                {
                    network ??= Make(n);
                    AttractorWalk walk = AttractorWalk.Run(
                        new SynapticAttractor(network.Patterns, faults[f].Make(network.Weights, network.Key[faults[f].Name])), network.Walk, new(), network.Key["run"]);
                    folder.Write(checkpoint, Invariant($"{walk.Right} {walk.Overlaps.Average():R} {walk.Overlaps.Min():R}"));
                }

                string[] parts = File.ReadAllText(file).Split(' ');
                found[f, n] = (int.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), double.Parse(parts[2], CultureInfo.InvariantCulture));
                progress.Advance(++done, Invariant($"{faults[f].Text}: {found[f, n].Right} of {Steps + 2} right, overlap {found[f, n].Mean:F4}"));
            }
        }

        return Reported([.. faults.Select(fault => (fault.Name, fault.Text))], found);
    }

    private Report Reported((string Name, string Text)[] faults, (int Right, double Mean, double Least)[,] found)
    {
        List<Metric> metrics = [];
        List<IReadOnlyList<string>> rows = [];
        for (int f = 0; f < faults.Length; f++)
        {
            var own = Enumerable.Range(0, Networks).Select(n => found[f, n]).ToArray();
            int complete = own.Count(walk => walk.Right == Steps + 2);
            metrics.Add(new($"{faults[f].Name}.complete", complete, faults[f].Text, Invariant($"{complete} of {Networks}"), Invariant($"overlap {own.Average(walk => walk.Mean):F4}")));
            metrics.Add(new($"{faults[f].Name}.overlap", own.Average(walk => walk.Mean)));
            rows.Add([faults[f].Text, Invariant($"{complete} of {Networks}"), Invariant($"{own.Average(walk => walk.Mean):F4}"), Invariant($"{own.Min(walk => walk.Least):F4}")]);
        }

        return new Report("Machines on rough weights", Invariant($"{Networks} dense networks of {Neurons:N0} neurons, {States} states and {Edges} edges, walk {Steps} edges and one stimulus that is no edge."))
        {
            Headlines = [.. metrics.Where(metric => metric.Name.EndsWith(".complete", StringComparison.Ordinal))],
            Metrics = [.. metrics.Where(metric => metric.Name.EndsWith(".overlap", StringComparison.Ordinal))],
            Sections = [new Table("Networks that were in the right state every time; overlap with it in the middle of free intervals, mean of all and least.", ["weights", "complete", "overlap", "least"], rows)],
            References = ["M. Cotteret, H. Greatorex, M. Ziegler, E. Chicca, \"Vector symbolic finite state machines in attractor neural networks\", Neural Computation 36, 549-595 (2024), arXiv 2212.01196v2, section V."],
        };
    }

    private Network Make(int number)
    {
        Key key = new Key(Seed)[number];
        StateMachine machine = StateMachine.Ring(States, Edges, key["machine"], labels: Stimuli);
        List<int> stimuli = [.. machine.RandomWalk(Steps, key["walk"]).Stimuli];
        stimuli.Insert(Steps / 2, -1);
        DensePatterns patterns = DensePatterns.Draw(machine, Neurons, key["patterns"]);
        return new(key, patterns, Synapses.Of(patterns), machine.Follow(stimuli));
    }

    private static Synapses Noise(Synapses weights, double noise, Key key)
    {
        Synapses signs = WeightFaults.Binarised(weights, key["signs"]);
        return noise == 0 ? signs : WeightFaults.Noisy(signs, noise, key["noise"]);
    }

    private static int Whole(int value, int least, int most, string what) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), $"{value} {what}; give {least} to {most}.");

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

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Network(Key Key, DensePatterns Patterns, Synapses Weights, Walk Walk);
}
