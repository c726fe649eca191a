using System.Runtime.CompilerServices;

namespace Mho.Numerics;

/// <summary>Uniform in [0, 1): the upper 24 bits of a word, so that each value is exact and 1 never comes.</summary>
internal readonly struct UniformNumbers : INumberKind
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Numbers<W, V>(W x, W y, out V first, out V second)
        where W : struct, IWords<W, V>
        where V : struct, ILanes<V>
    {
        V scale = V.All(1f / (1 << 24));
        first = W.ToSigned(x >>> 8) * scale;
        second = W.ToSigned(y >>> 8) * scale;
    }
}
