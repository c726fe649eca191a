using Mho.Vsa.Machines;

namespace Mho.Vsa.Attractors;

/// <summary>An edge as networks store it: from --first half--> between --second half--> to.</summary>
/// <param name="From">State it leaves.</param>
/// <param name="Between">Its edge state; −1 where it has none and the first half leads to <paramref name="To"/>.</param>
/// <param name="To">State it leads to.</param>
/// <param name="Stimulus">What is put in.</param>
/// <param name="Output">What its edge state says; −1 for nothing.</param>
public readonly record struct AttractorEdge(int From, int Between, int To, int Stimulus, int Output)
{
    /// <summary>A machine's edges, edge states numbered in their order.</summary>
    public static AttractorEdge[] Of(StateMachine machine, EdgeStates states)
    {
        ArgumentNullException.ThrowIfNull(machine);
        int between = 0;
        return [.. machine.IndexedEdges.Select((edge, place) => new AttractorEdge(edge.From, NeedsOne(place) ? between++ : -1, edge.To, edge.Stimulus, edge.Output))];

        bool NeedsOne(int edge) => states == EdgeStates.Every || (states == EdgeStates.WhereNeeded && (machine.NeedsEdgeState[edge] || machine.IndexedEdges[edge].Output >= 0));
    }
}
