using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>y (+)= x: the adjoint of everything that passes a gradient on as it is.</summary>
internal readonly unsafe struct Copy(float* x, float* y, bool adds) : IElementwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<V>(long i)
        where V : struct, ILanes<V> => (adds ? V.Load(y + i) + V.Load(x + i) : V.Load(x + i)).Store(y + i);
}
