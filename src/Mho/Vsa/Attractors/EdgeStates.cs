namespace Mho.Vsa.Attractors;

/// <summary>Which edges of a machine pass through a state of their own.</summary>
/// <remarks>An edge without one is taken on the first half of its stimulus at once; if the state it leads to has an edge for the same stimulus, that is taken too: the walk overshoots or swings to and fro.</remarks>
public enum EdgeStates
{
    /// <summary>Every edge, as published.</summary>
    Every,

    /// <summary>Edges after which the same stimulus leads on, self-loops among them, and edges with an output, which only their state can say.</summary>
    WhereNeeded,

    /// <summary>None, and nothing is said: what goes wrong then can be seen.</summary>
    None,
}
