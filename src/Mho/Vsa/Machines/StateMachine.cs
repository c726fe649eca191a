using System.Text.Json.Serialization;

namespace Mho.Vsa.Machines;

/// <summary>A deterministic finite automaton with named states, stimuli and outputs: what a network of hypervectors is made to do, and what its answers are held against.</summary>
/// <remarks>
/// A stimulus for which the present state has no edge leaves the machine where it is, as it does an attractor network (M. Cotteret et al., Neural Computation 36, 549 (2024), eq. 40).
/// Equal machines have equal names, states, edges and accepting states in the same order.
/// </remarks>
public sealed partial class StateMachine : IEquatable<StateMachine>
{
    private readonly NameList _states = new(), _stimuli = new(), _outputs = new();
    private readonly Dictionary<(int State, int Stimulus), int> _edges = [];
    private readonly bool[] _accepting;

    /// <summary>A machine from its edges.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="start">The state it begins in.</param>
    /// <param name="edges">The transitions; at most one from a state for each stimulus.</param>
    /// <param name="accepting">States in which what was read so far is accepted; none if null.</param>
    /// <param name="states">All states in the order wanted; if null, the start and then as the edges name them.</param>
    /// <exception cref="ArgumentException">A name is empty, no text or told twice, a state is unknown, or two edges leave a state with one stimulus.</exception>
    public StateMachine(string name, string start, IReadOnlyList<Edge> edges, IReadOnlyList<string>? accepting = null, IReadOnlyList<string>? states = null)
    {
        ArgumentNullException.ThrowIfNull(edges);
        Name = Spelt(name, "the machine");
        Edges = [.. edges];
        foreach (string state in states ?? [])
        {
            if (_states.Find(Spelt(state, "a state")) >= 0)
                throw new ArgumentException($"state \"{state}\" is listed twice; give each state a name of its own.", nameof(states));
            _states.Add(state);
        }

        bool listed = states is not null;
        Start = Spelt(start, "the start");
        StartIndex = Place(start, "the start", listed);
        IndexedEdge[] indexed = new IndexedEdge[Edges.Count];
        for (int i = 0; i < indexed.Length; i++)
            indexed[i] = Index(Edges[i], i, listed);
        IndexedEdges = indexed;

        Accepting = [.. accepting ?? []];
        _accepting = new bool[States.Count];
        foreach (string state in Accepting)
        {
            int place = Place(Spelt(state, "an accepting state"), "an accepting state", listed: true);
            if (_accepting[place])
                throw new ArgumentException($"state \"{state}\" is said to accept twice; leave one out.", nameof(accepting));
            _accepting[place] = true;
        }
    }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>The state it begins in.</summary>
    public string Start { get; }

    /// <summary>The transitions.</summary>
    public IReadOnlyList<Edge> Edges { get; }

    /// <summary>States in which what was read so far is accepted; may be none.</summary>
    public IReadOnlyList<string> Accepting { get; }

    /// <summary>Names of the states; their places are what index forms count.</summary>
    public IReadOnlyList<string> States => _states.Names;

    /// <summary>Names of the stimuli, in the order in which edges first name them.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Stimuli => _stimuli.Names;

    /// <summary>Names of the outputs, in the order in which edges first name them.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Outputs => _outputs.Names;

    /// <summary>Place of the start in <see cref="States"/>.</summary>
    [JsonIgnore]
    public int StartIndex { get; }

    /// <summary>The transitions by places, in the order of <see cref="Edges"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<IndexedEdge> IndexedEdges { get; }

    /// <summary>Place in <see cref="Edges"/> of the edge that the stimulus takes from the state; −1 where there is none.</summary>
    /// <param name="state">Place of a state.</param>
    /// <param name="stimulus">Place of a stimulus; any other number is a stimulus that the machine does not know.</param>
    public int EdgeFrom(int state, int stimulus) => _edges.GetValueOrDefault((state, stimulus), -1);

    /// <summary>The state that the stimulus leads to; −1 where there is no edge, and the machine stays.</summary>
    /// <param name="state">Place of a state.</param>
    /// <param name="stimulus">Place of a stimulus; any other number is a stimulus that the machine does not know.</param>
    public int Next(int state, int stimulus) => EdgeFrom(state, stimulus) is int edge and >= 0 ? IndexedEdges[edge].To : -1;

    /// <summary>Place of a state; −1 if none has the name.</summary>
    public int StateIndex(string state) => _states.Find(state);

    /// <summary>Place of a stimulus; −1 if none has the name.</summary>
    public int StimulusIndex(string stimulus) => _stimuli.Find(stimulus);

    /// <summary>Whether what was read is accepted if the machine is in that state.</summary>
    public bool IsAccepting(int state) => _accepting[state];

    /// <inheritdoc/>
    public bool Equals(StateMachine? other) => other is not null && Name == other.Name && Start == other.Start
        && Edges.SequenceEqual(other.Edges) && Accepting.SequenceEqual(other.Accepting, StringComparer.Ordinal) && States.SequenceEqual(other.States, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StateMachine);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Start, Edges.Count, States.Count);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {States.Count} states, {Edges.Count} edges, {Stimuli.Count} stimuli";

    private IndexedEdge Index(Edge edge, int place, bool listed)
    {
        ArgumentNullException.ThrowIfNull(edge);
        string which = $"edge {edge}";
        int from = Place(Spelt(edge.From, $"the first state of edge {place}"), which, listed), to = Place(Spelt(edge.To, $"the last state of edge {place}"), which, listed);
        int stimulus = _stimuli.Add(Spelt(edge.Stimulus, $"the stimulus of edge {place}"));
        if (!_edges.TryAdd((from, stimulus), place))
        {
            throw new ArgumentException(
                $"edges {Edges[_edges[(from, stimulus)]]} and {edge} leave one state with one stimulus, and a machine cannot take both; rename a stimulus or leave one out.", nameof(edge));
        }

        return new(from, stimulus, to, edge.Output is null ? -1 : _outputs.Add(Spelt(edge.Output, $"the output of edge {place}")));
    }

    // States that are listed are all there are; otherwise a state is there because an edge names it.
    private int Place(string state, string where, bool listed)
    {
        if (!listed)
            return _states.Add(state);
        int place = _states.Find(state);
        return place >= 0 ? place : throw new ArgumentException(
            $"{where}: no state is called \"{state}\"; known are {string.Join(", ", States.Take(12))}{(States.Count > 12 ? ", …" : "")}.", nameof(state));
    }

    private static string Spelt(string name, string what)
    {
        if (string.IsNullOrEmpty(name))
            throw new ArgumentException($"{what} has no name; write one of at least one visible letter.", nameof(name));
        if (name.Any(char.IsControl))
            throw new ArgumentException($"{what} has a name with control characters; write one of at least one visible letter.", nameof(name));
        // Half a character cannot be written to a file: another would stand there.
        for (int i = 0; i < name.Length; i += char.IsSurrogatePair(name, i) ? 2 : 1)
        {
            if (char.IsSurrogate(name, i) && !char.IsSurrogatePair(name, i))
                throw new ArgumentException($"{what} has a name with half a character, a surrogate alone; write whole ones.", nameof(name));
        }

        return name;
    }
}
