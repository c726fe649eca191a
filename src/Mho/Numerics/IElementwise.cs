namespace Mho.Numerics;

/// <summary>A kernel that treats elements independently: a struct of pointers and constants.</summary>
internal interface IElementwise
{
    /// <summary>Does elements i … i + <c>V.Width</c> − 1.</summary>
    void At<V>(long i)
        where V : struct, ILanes<V>;
}
