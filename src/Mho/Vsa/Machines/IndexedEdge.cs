namespace Mho.Vsa.Machines;

/// <summary>An <see cref="Edge"/> by places in <see cref="StateMachine.States"/>, <see cref="StateMachine.Stimuli"/> and <see cref="StateMachine.Outputs"/>.</summary>
/// <param name="From">The state it leaves.</param>
/// <param name="Stimulus">What moves the machine along it.</param>
/// <param name="To">The state it ends in.</param>
/// <param name="Output">What the machine says on the way; −1 for nothing.</param>
public readonly record struct IndexedEdge(int From, int Stimulus, int To, int Output);
