using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Mho.Vsa.Spiking;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>Random machines in spiking networks: a ring of states and further random edges that share stimuli, walked along random edges.</summary>
/// <remarks>The network of number n draws from child n of a key: machine, vectors, walk, faults and run from children of that. Every condition walks the same machines.</remarks>
public sealed record ReferenceNetwork
{
    /// <summary>N.</summary>
    public int Neurons { get; init => field = Whole(value, 200, 20_000, "neurons"); } = 4000;

    /// <summary>k, active neurons of a state.</summary>
    public int Ones { get; init => field = Whole(value, 12, 5000, "active neurons"); } = 300;

    /// <summary>States.</summary>
    public int States { get; init => field = Whole(value, 2, 1000, "states"); } = 8;

    /// <summary>Edges.</summary>
    public int Edges { get; init => field = Whole(value, 2, 10_000, "edges"); } = 16;

    /// <summary>Stimuli that edges share.</summary>
    public int Stimuli { get; init => field = Whole(value, 1, 10_000, "stimuli"); } = 16;

    /// <summary>Edges of a walk.</summary>
    public int Steps { get; init => field = Whole(value, 0, 1000, "edges of a walk"); } = 16;

    /// <summary>Constants of the neurons.</summary>
    public LeakyNeuron Neuron { get; init; } = new();

    internal StateMachine Machine(Key key) => StateMachine.Ring(States, Edges, key["machine"], labels: Stimuli);

    internal SparsePatterns Patterns(StateMachine machine, Key key, bool balanced) => SparsePatterns.Draw(machine, Neurons, Ones, key["vectors"], balanced: balanced);

    /// <summary>One network's walk; spikes are carried by weights in memory unless <paramref name="carry"/> makes something else of them.</summary>
    internal SpikingWalk Walk(Key key, bool balanced, SpikingProtocol protocol, Func<Synapses, Key, IRecurrence>? carry = null, Func<StateMachine, Walk>? stimuli = null, bool trace = false)
    {
        StateMachine machine = Machine(key);
        SparsePatterns patterns = Patterns(machine, key, balanced);
        Synapses synapses = Synapses.Of(patterns);
        SpikingAttractor network = new(carry is null ? new SynapticRecurrence(synapses) : carry(synapses, key["fault"]), Ones, Neuron);
        return SpikingWalk.Run(network, patterns, stimuli is null ? machine.RandomWalk(Steps, key["walk"]) : stimuli(machine), protocol, key["run"], trace);
    }

    /// <summary>What a sentence calls them.</summary>
    internal string Described => FormattableString.Invariant($"{Neurons:N0} spiking neurons, {Ones} active, {States} states, {Edges} edges, {Stimuli} stimuli");

    private static int Whole(int value, int least, int most, string what) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), $"{value} {what}; give {least} to {most}.");
}
