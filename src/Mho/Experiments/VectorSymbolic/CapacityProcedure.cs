using System.Globalization;
using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>How capacities are found: more and more states, until hardly any walk succeeds.</summary>
internal sealed class CapacityProcedure(MachineCapacity experiment, RunFolder folder, IProgressListener progress, CancellationToken cancel)
{
    private readonly Key _run = new(experiment.Seed);
    private int _done;

    public IReadOnlyList<CapacityCurve> Run()
    {
        (int Neurons, int Ones, int Ratio)[] networks =
        [
            .. from neurons in experiment.Neurons
               from ones in experiment.Network == NetworkKind.Dense ? [0] : experiment.Ones
               from ratio in experiment.EdgesPerState
               select (neurons, ones, ratio),
        ];
        progress.Begin("walking machines", networks.Length);
        return [.. networks.Select(network =>
        {
            CapacityCurve curve = Curve(network.Neurons, network.Ones, network.Ratio);
            progress.Advance(++_done, string.Create(CultureInfo.InvariantCulture, $"{network.Neurons} neurons{(network.Ones > 0 ? $", {network.Ones} active" : "")}: {curve.Capacity.States:F0} states"));
            return curve;
        })];
    }

    /// <summary>Every cell of the map; null where none is asked for.</summary>
    public CapacityMap? Map()
    {
        if (experiment.Map is not { } grid)
            return null;
        bool dense = experiment.Network == NetworkKind.Dense;
        IReadOnlyList<int> rows = dense ? grid.Edges : grid.Ones;
        int[] complete = new int[rows.Count * grid.States.Count];
        progress.Begin("mapping", complete.Length);
        for (int i = 0; i < complete.Length; i++)
        {
            (int row, int states) = (rows[i / grid.States.Count], grid.States[i % grid.States.Count]);
            (int ones, int edges) = dense ? (0, row) : (row, experiment.EdgesPerState[0] * states);
            complete[i] = edges < states ? -1 : Point($"map-n{grid.Neurons}-k{ones}-e{edges}-z{states}", _run["map"][grid.Neurons][ones][edges][states], grid.Neurons, ones, edges, states);
            progress.Advance(i + 1);
        }

        return new(grid, complete);
    }

    // From well below the published capacity up by a constant factor; ends when two points in a row have one success of ten or fewer.
    private CapacityCurve Curve(int neurons, int ones, int ratio)
    {
        double expected = ones == 0 ? 0.075 * neurons / (1 + (2.2 * ratio)) : 0.35 * 27 * Math.Pow(neurons / 1000.0, 2.2) * 2 / (1 + ratio);
        List<(int States, int Complete)> points = [];
        double states = Math.Max(2, ones == 0 ? 0.6 * expected : 0.7 * expected);
        for (int failed = 0; failed < 2 && points.Count < 60;)
        {
            int n = (int)Math.Round(states);
            states = Math.Max(states * experiment.Step, n + 1);
            int complete = Point($"n{neurons}-k{ones}-r{ratio}-z{n}", _run[neurons][ones][ratio][n], neurons, ones, ratio * n, n);
            points.Add((n, complete));
            failed = 10 * complete <= experiment.Walks ? failed + 1 : 0;
        }

        return new(neurons, ones, ratio, points, experiment.Walks);
    }

    private int Point(string point, Key key, int neurons, int ones, int edges, int states)
    {
        string name = $"checkpoints/{point}.txt", file = Path.Combine(folder.Location, name);
        if (File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out int known))
            return known;
        bool[] complete = new bool[experiment.Walks];
        Workers.Run(experiment.Walks, new Walkers(experiment, key, neurons, ones, edges, states, complete, cancel));
        cancel.ThrowIfCancellationRequested();
        int count = complete.Count(done => done);
        folder.Write(name, count.ToString(CultureInfo.InvariantCulture));
        return count;
    }

    private sealed class Walkers(MachineCapacity experiment, Key key, int neurons, int ones, int edges, int states, bool[] complete, CancellationToken cancel) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            if (cancel.IsCancellationRequested)
                return;
            Key own = key[chunk];
            StateMachine machine = StateMachine.Ring(states, edges, own["machine"]);
            IAttractor network = ones == 0
                ? new DenseAttractor(DensePatterns.Draw(machine, neurons, own["patterns"]), experiment.SelfConnections ?? false)
                : new SparseAttractor(SparsePatterns.Draw(machine, neurons, ones, own["patterns"], balanced: experiment.Balanced), experiment.SelfConnections ?? true);
            complete[chunk] = AttractorWalk.Run(network, machine.RandomWalk(experiment.Edges, own["walk"]), new(), own["run"]).Complete;
        }
    }
}
