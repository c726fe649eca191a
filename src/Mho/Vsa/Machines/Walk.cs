namespace Mho.Vsa.Machines;

/// <summary>What a machine does with some stimuli, exactly: what every network that is made from it must do as well.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Stimuli">Places of the stimuli; −1 for one that the machine does not know.</param>
/// <param name="States">Places of the states: the first one, and the one after each stimulus.</param>
/// <param name="Edges">Places of the edges taken, one for each stimulus; −1 where the machine stayed.</param>
public sealed record Walk(StateMachine Machine, IReadOnlyList<int> Stimuli, IReadOnlyList<int> States, IReadOnlyList<int> Edges)
{
    /// <summary>Number of stimuli.</summary>
    public int Steps => Stimuli.Count;

    /// <summary>The state at the end.</summary>
    public int End => States[^1];

    /// <summary>Whether the state at the end accepts.</summary>
    public bool Accepted => Machine.IsAccepting(End);

    /// <summary>Names of the states: the first one, and the one after each stimulus.</summary>
    public IReadOnlyList<string> StateNames => [.. States.Select(state => Machine.States[state])];

    /// <summary>Place in <see cref="StateMachine.Outputs"/> of what the machine says in that step; −1 for nothing.</summary>
    /// <param name="step">Place of the stimulus.</param>
    public int Output(int step) => Edges[step] >= 0 ? Machine.IndexedEdges[Edges[step]].Output : -1;

    /// <summary>Names of what the machine says, one for each stimulus; null for nothing.</summary>
    public IReadOnlyList<string?> Outputs => [.. Enumerable.Range(0, Steps).Select(step => Output(step) is int place and >= 0 ? Machine.Outputs[place] : null)];
}
