namespace Mho.Numerics;

/// <summary>A register of floats: a kernel written over it runs 16, 8 or 1 wide and gives the same bytes at each width.</summary>
/// <remarks>Every member rounds once, as IEEE 754 says; a fused multiply-add is written, never left to the compiler.</remarks>
/// <typeparam name="TSelf">The register.</typeparam>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many floats.</summary>
    static abstract int Width { get; }

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>The same number in each lane.</summary>
    static abstract TSelf All(float value);

    /// <summary>Reads <see cref="Width"/> floats.</summary>
    static abstract TSelf Load(float* from);

    /// <summary>Writes <see cref="Width"/> floats.</summary>
    void Store(float* to);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The smaller; b when either is not a number.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger; b when either is not a number.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>Magnitude.</summary>
    static abstract TSelf Abs(TSelf a);

    /// <summary>Square root.</summary>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>Nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>In each lane: a &gt; b ? yes : no.</summary>
    static abstract TSelf IfGreater(TSelf a, TSelf b, TSelf yes, TSelf no);

    /// <summary>A bit for each lane, the first lowest: a ≥ b.</summary>
    static abstract uint AtLeast(TSelf a, TSelf b);

    /// <summary>a·2ⁿ for integral n whose result is a normal number.</summary>
    static abstract TSelf Scale(TSelf a, TSelf n);

    /// <summary>x = 2ᵉ·m with m in [2/3, 4/3) for normal positive x.</summary>
    static abstract TSelf Exponent(TSelf x, out TSelf mantissa);
}
