namespace Mho.Numerics;

/// <summary>What two random words become.</summary>
internal interface INumberKind
{
    /// <summary>Two independent numbers of each pair of words.</summary>
    static abstract void Numbers<W, V>(W x, W y, out V first, out V second)
        where W : struct, IWords<W, V>
        where V : struct, ILanes<V>;
}
