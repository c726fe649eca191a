using Mho.Numerics;
using Mho.Vsa.Hypervectors;
using Mho.Vsa.Machines;

namespace Mho.Vsa.Attractors;

/// <summary>The vectors of a machine in a dense network: states, edge states with the outputs they say, two for every stimulus.</summary>
/// <remarks>M. Cotteret et al., "Vector symbolic finite state machines in attractor neural networks", Neural Computation 36, 549 (2024), eqs. 16, 17 and 24.</remarks>
public sealed class DensePatterns
{
    private DensePatterns(int length, AttractorEdge[] edges, Bipolar[] states, Bipolar[] between, Bipolar[] spoken, Bipolar[,] stimuli, Ternary[] outputs) =>
        (Length, Edges, States, Between, Spoken, Stimuli, Outputs) = (length, edges, states, between, spoken, stimuli, outputs);

    /// <summary>N, neurons.</summary>
    public int Length { get; }

    /// <summary>Edges.</summary>
    public IReadOnlyList<AttractorEdge> Edges { get; }

    /// <summary>x of each state.</summary>
    public IReadOnlyList<Bipolar> States { get; }

    /// <summary>e of each edge state.</summary>
    public IReadOnlyList<Bipolar> Between { get; }

    /// <summary>What each edge state drives neurons to: e with its output in place, e where it has none.</summary>
    public IReadOnlyList<Bipolar> Spoken { get; }

    /// <summary>r of each output.</summary>
    public IReadOnlyList<Ternary> Outputs { get; }

    internal Bipolar[,] Stimuli { get; }

    /// <summary>Draws a machine's vectors, each from a key of its own.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="length">N, neurons.</param>
    /// <param name="key">Where vectors come from.</param>
    /// <param name="edgeStates">Which edges get a state of their own.</param>
    /// <param name="spoken">N f_r, components of an output; 0 for a fiftieth of the neurons.</param>
    public static DensePatterns Draw(StateMachine machine, int length, Key key, EdgeStates edgeStates = EdgeStates.Every, int spoken = 0)
    {
        ArgumentNullException.ThrowIfNull(machine);
        AttractorEdge[] edges = AttractorEdge.Of(machine, edgeStates);
        Bipolar[] states = Vectors(machine.States.Count, key["states"], length), between = Vectors(edges.Count(edge => edge.Between >= 0), key["edges"], length);
        Bipolar[,] stimuli = new Bipolar[machine.Stimuli.Count, 2];
        for (int s = 0; s < machine.Stimuli.Count; s++)
            (stimuli[s, 0], stimuli[s, 1]) = (Bipolar.Draw(key["first"][s], length), Bipolar.Draw(key["second"][s], length));
        Ternary[] outputs = [.. Enumerable.Range(0, machine.Outputs.Count).Select(r => Ternary.Draw(key["outputs"][r], length, spoken > 0 ? spoken : Math.Max(1, length / 50)))];
        return Of(length, edges, states, between, stimuli, outputs);
    }

    /// <summary>From vectors that are there already.</summary>
    internal static DensePatterns Of(int length, AttractorEdge[] edges, Bipolar[] states, Bipolar[] between, Bipolar[,] stimuli, Ternary[] outputs)
    {
        Bipolar[] said = (Bipolar[])between.Clone();
        foreach (AttractorEdge edge in edges)
        {
            if (edge is { Output: >= 0, Between: >= 0 })
                said[edge.Between] = outputs[edge.Output].Over(between[edge.Between]);
        }

        return new(length, edges, states, between, said, stimuli, outputs);
    }

    /// <summary>A stimulus' vector for the first (0) and second half (1) of its time.</summary>
    public Bipolar Stimulus(int stimulus, int half) => Stimuli[stimulus, half];

    private static Bipolar[] Vectors(int count, Key key, int length) => [.. Enumerable.Range(0, count).Select(i => Bipolar.Draw(key[i], length))];
}
