namespace Mho.Circuits;

/// <summary>How a solve ended.</summary>
public enum SolveStatus
{
    /// <summary>To the asked tolerance.</summary>
    Solved,

    /// <summary>As accurate as numbers of 53 bits allow, which is less than asked.</summary>
    Stalled,

    /// <summary>The iterations allowed did not suffice.</summary>
    OutOfIterations,

    /// <summary>A direction met no admittance: the circuit is singular, or resonates at this frequency.</summary>
    Broken,

    /// <summary>Neither Newton's steps nor raising the drive little by little balances the cells' currents with those of the wires.</summary>
    Unbalanced,
}
