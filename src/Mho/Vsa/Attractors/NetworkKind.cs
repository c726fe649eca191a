namespace Mho.Vsa.Attractors;

/// <summary>How states are written into neurons.</summary>
public enum NetworkKind
{
    /// <summary>Half of all neurons active: robust, outputs on edges, as many states as neurons allow in proportion.</summary>
    Dense,

    /// <summary>k neurons active: states in proportion to about the square of the number of neurons.</summary>
    Sparse,
}
