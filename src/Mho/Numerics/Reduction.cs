using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mho.Numerics;

/// <summary>One number of many.</summary>
internal static unsafe class Reduction
{
    /// <summary>Largest magnitude of <paramref name="count"/> floats; 0 of none.</summary>
    public static float MaxAbs(float* x, long count) => Vector512.IsHardwareAccelerated ? MaxAbs<Lanes16>(x, count)
        : Vector256.IsHardwareAccelerated ? MaxAbs<Lanes8>(x, count)
        : MaxAbs<Lane>(x, count);

    /// <summary>The first place of the largest magnitude; 0 of none.</summary>
    public static int IndexOfMaxAbs(float* x, int count)
    {
        float largest = MaxAbs(x, count);
        int place = 0;
        while (place < count && Math.Abs(x[place]) != largest)
            place++;
        return place < count ? place : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float MaxAbs<V>(float* x, long count)
        where V : struct, ILanes<V>
    {
        V wide = V.All(0);
        long i = 0;
        for (; i <= count - V.Width; i += V.Width)
            wide = V.Max(wide, V.Abs(V.Load(x + i)));
        float* lanes = stackalloc float[V.Width];
        wide.Store(lanes);
        float largest = 0;
        for (int lane = 0; lane < V.Width; lane++)
            largest = Math.Max(largest, lanes[lane]);
        for (; i < count; i++)
            largest = Math.Max(largest, Math.Abs(x[i]));
        return largest;
    }
}
