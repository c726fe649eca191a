namespace Mho.Vsa.Machines;

/// <summary>One transition: in state <paramref name="From"/> the stimulus leads to state <paramref name="To"/>.</summary>
/// <param name="From">The state it leaves.</param>
/// <param name="Stimulus">What moves the machine along it.</param>
/// <param name="To">The state it ends in; <paramref name="From"/> itself for a loop.</param>
/// <param name="Output">What the machine says on the way; null for nothing. It belongs to the edge, as a network shows it in the state of the edge, between the two others.</param>
public sealed record Edge(string From, string Stimulus, string To, string? Output = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{From} --{Stimulus}--> {To}{(Output is null ? "" : $" says {Output}")}";
}
