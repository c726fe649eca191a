using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mho.Chips;

/// <summary>The one pass over line voltages after a product: noise, quantisation, read-out and the count of clipped codes together.</summary>
/// <remarks>Rows of voltages and constants of lines are padded to whole registers; padding reads as 0 V and is not stored.</remarks>
internal static unsafe class Conversion
{
    /// <summary>Floats of a register; rows are padded to a multiple.</summary>
    public const int Width = 8;

    /// <summary>Values of <paramref name="lines"/> in single precision, padded with zeros.</summary>
    public static float[] Pad(ReadOnlySpan<double> lines)
    {
        float[] padded = new float[Padded(lines.Length)];
        for (int i = 0; i < lines.Length; i++)
            padded[i] = (float)lines[i];
        return padded;
    }

    /// <summary><paramref name="lines"/> rounded up to whole registers.</summary>
    public static int Padded(int lines) => (lines + Width - 1) / Width * Width;

    /// <summary>outputs += decode · code(volts · gain + offset) + intercept for a block of vectors; returns how many codes were at the limit.</summary>
    /// <param name="block">Where everything lies.</param>
    /// <param name="lines">Constants by line.</param>
    /// <param name="origin">How the converter rounds.</param>
    /// <param name="maxCode">Its greatest code.</param>
    public static long Run(in Block block, Lines lines, CodeOrigin origin, float maxCode) => (origin, block.Normals == null) switch
    {
        (CodeOrigin.StepEdge, true) => Run<Edge, Quiet>(block, lines, maxCode, maxCode + 1),
        (CodeOrigin.StepEdge, false) => Run<Edge, Noisy>(block, lines, maxCode, maxCode + 1),
        (CodeOrigin.StepCentre, true) => Run<Centre, Quiet>(block, lines, maxCode, maxCode + 0.5f),
        (CodeOrigin.StepCentre, false) => Run<Centre, Noisy>(block, lines, maxCode, maxCode + 0.5f),
        (_, true) => Run<Exact, Quiet>(block, lines, maxCode, maxCode),
        (_, false) => Run<Exact, Noisy>(block, lines, maxCode, maxCode),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Run<TRounding, TNoise>(in Block block, Lines lines, float maxCode, float limit)
        where TRounding : struct, IRounding
        where TNoise : struct, INoise
    {
        Vector256<float> max = Vector256.Create(maxCode), least = Vector256.Create(-maxCode), bound = Vector256.Create(limit);
        Vector256<int> clipped = Vector256<int>.Zero;
        int columns = block.Columns;
        nint stride = block.Stride, outputStride = block.OutputStride, variances = block.Variances;
        float* spare = stackalloc float[Width];
        fixed (float* gains = lines.Gains, offsets = lines.Offsets, decodes = lines.Decode, intercepts = lines.Intercepts, floors = lines.NoiseFloor)
        {
            // A register of lines goes through all vectors, so that its constants stay in registers.
            for (int j = 0; j < columns; j += Width)
            {
                Vector256<float> gain = Vector256.Load(gains + j), offset = Vector256.Load(offsets + j), decode = Vector256.Load(decodes + j);
                Vector256<float> intercept = Vector256.Load(intercepts + j), floor = Vector256.Load(floors + j);
                float* v = block.Volts + j, z = block.Normals + j, y = block.Outputs + j;
                uint rest = columns - j < Width ? (uint)((columns - j) * sizeof(float)) : 0;
                for (int vector = 0; vector < block.Vectors; vector++)
                {
                    Vector256<float> volts = Vector256.Load(v);
                    if (TNoise.Adds)
                    {
                        volts += Vector256.Sqrt(Vector256.Load(v + variances) + floor) * Vector256.Load(z);
                        volts.Store(v);
                        z += columns;
                    }

                    Vector256<float> steps = Vector256.FusedMultiplyAdd(volts, gain, offset);
                    clipped -= Vector256.GreaterThanOrEqual(Vector256.Abs(steps), bound).AsInt32(); // true is −1
                    Vector256<float> code = Vector256.MinNative(Vector256.MaxNative(TRounding.Round(steps), least), max);
                    if (rest == 0)
                    {
                        Vector256.FusedMultiplyAdd(code, decode, Vector256.Load(y) + intercept).Store(y);
                    }
                    else
                    {
                        Unsafe.CopyBlockUnaligned(spare, y, rest);
                        Vector256.FusedMultiplyAdd(code, decode, Vector256.Load(spare) + intercept).Store(spare);
                        Unsafe.CopyBlockUnaligned(y, spare, rest);
                    }

                    v += stride;
                    y += outputStride;
                }
            }
        }

        return Vector256.Sum(clipped);
    }

    /// <summary>Where the voltages, variances, normals and outputs of a block of vectors lie.</summary>
    public readonly struct Block
    {
        /// <summary>Vectors.</summary>
        public required int Vectors { get; init; }

        /// <summary>Lines of a vector.</summary>
        public required int Columns { get; init; }

        /// <summary>First voltage; changed where there is noise.</summary>
        public required float* Volts { get; init; }

        /// <summary>From vector to vector.</summary>
        public required nint Stride { get; init; }

        /// <summary>From a voltage to its variance.</summary>
        public required nint Variances { get; init; }

        /// <summary>[vectors × columns] and a register of slack; null without noise.</summary>
        public required float* Normals { get; init; }

        /// <summary>First output.</summary>
        public required float* Outputs { get; init; }

        /// <summary>From vector to vector.</summary>
        public required nint OutputStride { get; init; }
    }

    /// <summary>Constants of one slice and phase by line, padded.</summary>
    /// <param name="Gains">Converter steps per volt.</param>
    /// <param name="Offsets">In converter steps, with the bias.</param>
    /// <param name="Decode">Output units per code.</param>
    /// <param name="Intercepts">In output units.</param>
    /// <param name="NoiseFloor">Variance in V² that every conversion has.</param>
    public sealed record Lines(float[] Gains, float[] Offsets, float[] Decode, float[] Intercepts, float[] NoiseFloor);

    private interface INoise
    {
        static abstract bool Adds { get; }
    }

    private readonly struct Quiet : INoise
    {
        public static bool Adds => false;
    }

    private readonly struct Noisy : INoise
    {
        public static bool Adds => true;
    }

    private interface IRounding
    {
        static abstract Vector256<float> Round(Vector256<float> steps);
    }

    private readonly struct Edge : IRounding
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Round(Vector256<float> steps) => Vector256.Truncate(steps);
    }

    private readonly struct Centre : IRounding
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Round(Vector256<float> steps) => Vector256.Floor(steps) + Vector256.Create(0.5f);
    }

    private readonly struct Exact : IRounding
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Round(Vector256<float> steps) => steps;
    }
}
