using System.Runtime.CompilerServices;

namespace Mho.Numerics;

/// <summary>Standard normals by Box–Muller: r = √(−2 ln u), then r cos 2πt and r sin 2πt; |z| ≤ 6.77.</summary>
/// <remarks>
/// u = (x + ½)/2³² in (0, 1], rounded once. −2 ln u = −2 (e ln 2 + ln(1 + f)) with |f| ≤ 1/3. The angle's word splits exactly into a quadrant and
/// a rest of at most π/4. Polynomials fitted for least relative error: 2.6e-8 (logarithm), 4e-9 (sine), 2e-10 (cosine).
/// </remarks>
internal readonly struct NormalNumbers : INumberKind
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Numbers<W, V>(W x, W y, out V first, out V second)
        where W : struct, IWords<W, V>
        where V : struct, ILanes<V>
    {
        // 24 + 8 bits convert exactly as signed words, which every machine can; one rounding joins them.
        V u = V.MultiplyAdd(W.ToSigned(x >>> 8), V.All(256), W.ToSigned(x & W.All(255)) + V.All(0.5f)) * V.All(1f / 4294967296);
        V radius = V.Sqrt(MinusTwoLog(u));

        W quadrant = (y + W.All(1u << 29)) >>> 30;
        V angle = W.ToSigned(y - (quadrant << 30)) * V.All((float)(2 * Math.PI / 4294967296));
        V square = angle * angle;
        V s = V.MultiplyAdd(V.All(-0.000195152839f), square, V.All(0.00833216123f));
        s = V.MultiplyAdd(s, square, V.All(-0.166666552f));
        s = V.MultiplyAdd(s, square * angle, angle);
        V c = V.MultiplyAdd(V.All(2.44331568e-05f), square, V.All(-0.00138873165f));
        c = V.MultiplyAdd(c, square, V.All(0.0416666456f));
        c = V.MultiplyAdd(c, square * square, V.MultiplyAdd(square, V.All(-0.5f), V.All(1)));

        // Quadrants 0 … 3: cosine c, −s, −c, s; sine s, c, −s, −c.
        V cosine = W.Negate(W.IfOdd(quadrant, s, c), ((quadrant + W.All(1)) & W.All(2)) << 30);
        V sine = W.Negate(W.IfOdd(quadrant, c, s), (quadrant & W.All(2)) << 30);
        first = radius * cosine;
        second = radius * sine;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V MinusTwoLog<V>(V u)
        where V : struct, ILanes<V>
    {
        V e = V.Exponent(u, out V mantissa), f = mantissa - V.All(1);
        V p = V.MultiplyAdd(V.All(-0.280525029f), f, V.All(0.307771176f));
        p = V.MultiplyAdd(p, f, V.All(-0.279916555f));
        p = V.MultiplyAdd(p, f, V.All(0.328319132f));
        p = V.MultiplyAdd(p, f, V.All(-0.400223345f));
        p = V.MultiplyAdd(p, f, V.All(0.500156403f));
        p = V.MultiplyAdd(p, f, V.All(-0.666663945f));
        p = V.MultiplyAdd(p, f, V.All(0.999998748f));
        p = V.MultiplyAdd(f * f, p, f * V.All(-2));
        return V.MultiplyAdd(e, V.All(-2 * 0.693147181f), p);
    }
}
