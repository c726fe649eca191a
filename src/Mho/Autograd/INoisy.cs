using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>A kernel that treats elements independently, each with a random number of its own.</summary>
internal interface INoisy
{
    /// <summary>Does elements i … i + <c>V.Width</c> − 1 with their <paramref name="numbers"/>.</summary>
    void At<V>(long i, V numbers)
        where V : struct, ILanes<V>;
}
