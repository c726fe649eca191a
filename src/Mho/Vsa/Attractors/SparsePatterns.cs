using Mho.Numerics;
using Mho.Vsa.Hypervectors;
using Mho.Vsa.Machines;

namespace Mho.Vsa.Attractors;

/// <summary>The vectors of a machine in a sparse network: states and edge states of exactly k ones, two dense vectors for every stimulus.</summary>
/// <remarks>M. Cotteret et al., Neural Computation 36, 549 (2024), eqs. 26 and 27. Outputs are not defined there.</remarks>
public sealed class SparsePatterns
{
    private readonly Bipolar[,] _stimuli;

    internal SparsePatterns(int length, int ones, AttractorEdge[] edges, SparseBinary[] states, SparseBinary[] between, Bipolar[,] stimuli) =>
        (Length, Ones, Edges, States, Between, _stimuli) = (length, ones, edges, states, between, stimuli);

    /// <summary>N, neurons.</summary>
    public int Length { get; }

    /// <summary>k, active neurons of a state.</summary>
    public int Ones { get; }

    /// <summary>f = k / N.</summary>
    public double Level => (double)Ones / Length;

    /// <summary>Edges.</summary>
    public IReadOnlyList<AttractorEdge> Edges { get; }

    /// <summary>x of each state.</summary>
    public IReadOnlyList<SparseBinary> States { get; }

    /// <summary>e of each edge state.</summary>
    public IReadOnlyList<SparseBinary> Between { get; }

    /// <summary>Stimuli.</summary>
    public int StimulusCount => _stimuli.GetLength(0);

    /// <summary>Draws a machine's vectors, each from a key of its own.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="length">N, neurons.</param>
    /// <param name="ones">k, active neurons of a state.</param>
    /// <param name="key">Where vectors come from.</param>
    /// <param name="edgeStates">Which edges get a state of their own.</param>
    /// <param name="balanced">Whether stimuli are made to sum to nothing over every state (<see cref="BalancedStimuli"/>); published ones are not.</param>
    public static SparsePatterns Draw(StateMachine machine, int length, int ones, Key key, EdgeStates edgeStates = EdgeStates.Every, bool balanced = false)
    {
        ArgumentNullException.ThrowIfNull(machine);
        AttractorEdge[] edges = AttractorEdge.Of(machine, edgeStates);
        SparseBinary[] states = Vectors(machine.States.Count, key["states"], length, ones), between = Vectors(edges.Count(edge => edge.Between >= 0), key["edges"], length, ones);
        Bipolar[,] stimuli = new Bipolar[machine.Stimuli.Count, 2];
        for (int s = 0; s < machine.Stimuli.Count; s++)
        {
            for (int half = 0; half < 2; half++)
            {
                Key of = key[half == 0 ? "first" : "second"][s];
                Bipolar drawn = Bipolar.Draw(of, length);
                stimuli[s, half] = balanced ? BalancedStimuli.Balance(drawn, [.. states, .. between], of["balance"]) : drawn;
            }
        }

        return new(length, ones, edges, states, between, stimuli);
    }

    /// <summary>A stimulus' vector for the first (0) and second half (1) of its time.</summary>
    public Bipolar Stimulus(int stimulus, int half) => _stimuli[stimulus, half];

    private static SparseBinary[] Vectors(int count, Key key, int length, int ones) => [.. Enumerable.Range(0, count).Select(i => SparseBinary.Draw(key[i], length, ones))];
}
