namespace Mho.Autograd;

/// <summary>Which hidden states <see cref="Lstm"/> gives out.</summary>
public enum LstmOutput
{
    /// <summary>All: [sequences, steps, units].</summary>
    EveryStep,

    /// <summary>The last: [sequences, units].</summary>
    LastStep,
}
