using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mho.Numerics;

/// <summary>The vector the runtime offers on any processor; tails go through a small copy.</summary>
internal readonly unsafe struct PortableLanes<T> : ITileLanes<Vector<T>, T>
    where T : unmanaged, INumber<T>
{
    public static int Count => Vector<T>.Count;

    // 8 accumulators, 2 of B and a broadcast: fits 16 registers with room for a product before its sum.
    public static int TileRows => 4;

    public static int TileVectors => 2;

    public static int Block => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Mask(int lanes) => Vector.LessThan(Vector<T>.Indices, new Vector<T>(T.CreateTruncating(lanes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load(T* source) => Unsafe.ReadUnaligned<Vector<T>>(source);

    public static Vector<T> Load(T* source, Vector<T> mask)
    {
        T* copy = stackalloc T[Vector<T>.Count];
        for (int lane = 0; lane < Vector<T>.Count; lane++)
            copy[lane] = Selected(mask, lane) ? source[lane] : T.Zero;
        return Load(copy);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Vector<T> value) => Unsafe.WriteUnaligned(target, value);

    public static void Store(T* target, Vector<T> value, Vector<T> mask)
    {
        for (int lane = 0; lane < Vector<T>.Count; lane++)
        {
            if (Selected(mask, lane))
                target[lane] = value[lane];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Broadcast(T* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Add(Vector<T> x, Vector<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Max(Vector<T> x, Vector<T> y) => Vector.Max(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Min(Vector<T> x, Vector<T> y) => Vector.Min(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> IfNegative(Vector<T> x, Vector<T> yes, Vector<T> no) => Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector<T> x) => Vector.Sum(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd(Vector<T> x, Vector<T> y, Vector<T> z)
    {
        if (typeof(T) == typeof(float))
            return Vector.MultiplyAddEstimate(x.As<T, float>(), y.As<T, float>(), z.As<T, float>()).As<float, T>();
        return Vector.MultiplyAddEstimate(x.As<T, double>(), y.As<T, double>(), z.As<T, double>()).As<double, T>();
    }

    public static void Transpose(T* source, nint stride, T* target, nint targetStride)
    {
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
                target[(j * targetStride) + i] = source[(i * stride) + j];
        }
    }

    // A chosen lane is all ones, which as a number is NaN: unequal to zero.
    private static bool Selected(Vector<T> mask, int lane) => mask[lane] != T.Zero;
}
