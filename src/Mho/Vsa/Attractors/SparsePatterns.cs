using Mho.Numerics;
using Mho.Vsa.Hypervectors;
using Mho.Vsa.Machines;

namespace Mho.Vsa.Attractors;

/// <summary>The vectors of a machine in a sparse network: states and edge states of exactly k ones, two dense vectors for every stimulus.</summary>
/// <remarks>M. Cotteret et al., Neural Computation 36, 549 (2024), eqs. 26 and 27. Outputs are not defined there.</remarks>
public sealed class SparsePatterns
{
    private readonly Bipolar[,] _stimuli;

    internal SparsePatterns(int length, int ones, AttractorEdge[] edges, SparseBinary[] states, SparseBinary[] between, Bipolar[,] stimuli, double passing = 0.5) =>
        (Length, Ones, Edges, States, Between, _stimuli, Passing) = (length, ones, edges, states, between, stimuli, passing);

    /// <summary>N, neurons.</summary>
    public int Length { get; }

    /// <summary>k, active neurons of a state.</summary>
    public int Ones { get; }

    /// <summary>f = k / N.</summary>
    public double Level => (double)Ones / Length;

    /// <summary>f_s, share of neurons that a stimulus lets through; the others are silenced while it is there.</summary>
    /// <remarks>
    /// Components are +1 with probability f_s, else −f_s / (1 − f_s), so that their mean is 0. Above ½ fewer neurons are silenced, and an edge adds more noise to all others' fields: it goes as
    /// the mean square f_s / (1 − f_s). Cotteret et al. (2024), section on sparse states.
    /// </remarks>
    public double Passing { get; }

    /// <summary>−f_s / (1 − f_s), the component of neurons that a stimulus silences; −1 at f_s = ½.</summary>
    public double Silent => -Passing / (1 - Passing);

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
    /// <param name="passing">f_s, share of neurons that a stimulus lets through (<see cref="Passing"/>).</param>
    public static SparsePatterns Draw(StateMachine machine, int length, int ones, Key key, EdgeStates edgeStates = EdgeStates.Every, bool balanced = false, double passing = 0.5)
    {
        ArgumentNullException.ThrowIfNull(machine);
        if (!(passing is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(passing), $"a share of {passing} that stimuli let through; give more than 0, less than 1.");
        AttractorEdge[] edges = AttractorEdge.Of(machine, edgeStates);
        SparseBinary[] states = Vectors(machine.States.Count, key["states"], length, ones), between = Vectors(edges.Count(edge => edge.Between >= 0), key["edges"], length, ones);
        Bipolar[,] stimuli = new Bipolar[machine.Stimuli.Count, 2];
        for (int s = 0; s < machine.Stimuli.Count; s++)
        {
            for (int half = 0; half < 2; half++)
            {
                Key of = key[half == 0 ? "first" : "second"][s];
                Bipolar drawn = Bipolar.Draw(of, length, passing);
                stimuli[s, half] = balanced ? BalancedStimuli.Balance(drawn, [.. states, .. between], of["balance"], passing) : drawn;
            }
        }

        return new(length, ones, edges, states, between, stimuli, passing);
    }

    /// <summary>s of a neuron: +1 where the stimulus lets it through, else <see cref="Silent"/>.</summary>
    public double Component(int stimulus, int half, int neuron) => _stimuli[stimulus, half][neuron] > 0 ? 1 : Silent;

    /// <summary>Bits of a stimulus for the first (0) and second half (1) of its time: set where it lets neurons through.</summary>
    public Bipolar Stimulus(int stimulus, int half) => _stimuli[stimulus, half];

    private static SparseBinary[] Vectors(int count, Key key, int length, int ones) => [.. Enumerable.Range(0, count).Select(i => SparseBinary.Draw(key[i], length, ones))];
}
