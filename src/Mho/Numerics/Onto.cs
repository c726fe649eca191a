namespace Mho.Numerics;

/// <summary>What becomes of C when a register tile has summed.</summary>
internal enum Onto
{
    /// <summary>C is the sum.</summary>
    Nothing,

    /// <summary>The sum, begun at zero, is added to C.</summary>
    Total,

    /// <summary>C holds the sum over smaller p, and the same chain goes on: the bytes of a sum that was never cut.</summary>
    Chain,
}
