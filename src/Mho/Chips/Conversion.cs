using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mho.Chips;

/// <summary>The pass over line voltages after a product: noise, quantisation and read-out, each fused into as few passes as there is work for.</summary>
/// <remarks>Per-line constants are repeated until their length is a whole number of vectors, so that a run over many short rows stays full.</remarks>
internal static class Conversion
{
    /// <summary>The length to which constants of <paramref name="lines"/> lines are repeated: the least common multiple with the vector length.</summary>
    public static int Period(int lines)
    {
        int a = lines, b = Vector<float>.Count;
        while (b != 0)
            (a, b) = (b, a % b);
        return lines / a * Vector<float>.Count;
    }

    /// <summary>The values of <paramref name="lines"/> repeated to their period.</summary>
    public static float[] Repeat(ReadOnlySpan<double> lines)
    {
        float[] repeated = new float[Period(lines.Length)];
        for (int i = 0; i < repeated.Length; i++)
            repeated[i] = (float)lines[i % lines.Length];
        return repeated;
    }

    /// <summary>volts += sqrt(variances + floor) · normals.</summary>
    public static void AddNoise(Span<float> volts, ReadOnlySpan<float> variances, ReadOnlySpan<float> floor, ReadOnlySpan<float> normals)
    {
        ref float v = ref MemoryMarshal.GetReference(volts);
        ref float s = ref MemoryMarshal.GetReference(variances);
        ref float f = ref MemoryMarshal.GetReference(floor);
        ref float z = ref MemoryMarshal.GetReference(normals);
        int i = 0, phase = 0, width = Vector<float>.Count, period = floor.Length;
        for (; i <= volts.Length - width; i += width, phase = phase + width == period ? 0 : phase + width)
        {
            Vector<float> deviation = Vector.SquareRoot(Load(ref s, i) + Load(ref f, phase));
            Store(ref v, i, Load(ref v, i) + (deviation * Load(ref z, i)));
        }

        for (; i < volts.Length; i++, phase++)
            volts[i] += MathF.Sqrt(variances[i] + floor[phase]) * normals[i];
    }

    /// <summary>outputs += decode · code(volts · gain + offset) (+ intercept); returns how many codes were at the limit.</summary>
    public static long Run(
        CodeOrigin origin, float maxCode, ReadOnlySpan<float> volts, ReadOnlySpan<float> gains, ReadOnlySpan<float> offsets,
        ReadOnlySpan<float> decode, ReadOnlySpan<float> intercepts, Span<float> outputs) => origin switch
        {
            CodeOrigin.StepEdge => Run<Edge>(maxCode, maxCode + 1, volts, gains, offsets, decode, intercepts, outputs),
            CodeOrigin.StepCentre => Run<Centre>(maxCode, maxCode + 0.5f, volts, gains, offsets, decode, intercepts, outputs),
            _ => Run<Exact>(maxCode, maxCode, volts, gains, offsets, decode, intercepts, outputs),
        };

    private static long Run<TRounding>(
        float maxCode, float limit, ReadOnlySpan<float> volts, ReadOnlySpan<float> gains, ReadOnlySpan<float> offsets,
        ReadOnlySpan<float> decode, ReadOnlySpan<float> intercepts, Span<float> outputs)
        where TRounding : struct, IRounding
    {
        ref float v = ref MemoryMarshal.GetReference(volts);
        ref float g = ref MemoryMarshal.GetReference(gains);
        ref float o = ref MemoryMarshal.GetReference(offsets);
        ref float d = ref MemoryMarshal.GetReference(decode);
        ref float t = ref MemoryMarshal.GetReference(intercepts);
        ref float y = ref MemoryMarshal.GetReference(outputs);
        int i = 0, phase = 0, width = Vector<float>.Count, period = gains.Length;
        Vector<float> max = new(maxCode), bound = new(limit);
        Vector<int> clipped = Vector<int>.Zero;
        for (; i <= volts.Length - width; i += width, phase = phase + width == period ? 0 : phase + width)
        {
            Vector<float> steps = Vector.FusedMultiplyAdd(Load(ref v, i), Load(ref g, phase), Load(ref o, phase));
            clipped -= Vector.GreaterThanOrEqual(Vector.Abs(steps), bound); // true is −1
            Vector<float> code = Vector.Min(Vector.Max(TRounding.Round(steps), -max), max);
            Store(ref y, i, Vector.FusedMultiplyAdd(code, Load(ref d, phase), Load(ref y, i) + Load(ref t, phase)));
        }

        long count = Vector.Sum(clipped);
        for (; i < volts.Length; i++, phase++)
        {
            Vector<float> steps = new(MathF.FusedMultiplyAdd(volts[i], gains[phase], offsets[phase]));
            count += MathF.Abs(steps[0]) >= limit ? 1 : 0;
            float code = Math.Clamp(TRounding.Round(steps)[0], -maxCode, maxCode);
            outputs[i] = MathF.FusedMultiplyAdd(code, decode[phase], outputs[i] + intercepts[phase]);
        }

        return count;
    }

    private static Vector<float> Load(ref float start, int index) => Vector.LoadUnsafe(ref start, (nuint)index);

    private static void Store(ref float start, int index, Vector<float> value) => value.StoreUnsafe(ref start, (nuint)index);

    private interface IRounding
    {
        static abstract Vector<float> Round(Vector<float> steps);
    }

    private readonly struct Edge : IRounding
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Round(Vector<float> steps) => Vector.Truncate(steps);
    }

    private readonly struct Centre : IRounding
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Round(Vector<float> steps) => Vector.Floor(steps) + new Vector<float>(0.5f);
    }

    private readonly struct Exact : IRounding
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Round(Vector<float> steps) => steps;
    }
}
