using System.Runtime.CompilerServices;

namespace Mho.Numerics;

/// <summary>One float: the plain definition of what the wide registers do.</summary>
internal readonly unsafe struct Lane(float value) : ILanes<Lane>
{
    /// <summary>The bits of 2/3.</summary>
    internal const int TwoThirds = 0x3F2AAAAB;

    private readonly float _value = value;

    public static int Width => 1;

    public static implicit operator float(Lane lane) => lane._value;

    public static Lane operator +(Lane a, Lane b) => new(a._value + b._value);

    public static Lane operator -(Lane a, Lane b) => new(a._value - b._value);

    public static Lane operator *(Lane a, Lane b) => new(a._value * b._value);

    public static Lane operator /(Lane a, Lane b) => new(a._value / b._value);

    public static Lane All(float value) => new(value);

    public static Lane Load(float* from) => new(*from);

    public void Store(float* to) => *to = _value;

    public static Lane MultiplyAdd(Lane a, Lane b, Lane c) => new(MathF.FusedMultiplyAdd(a._value, b._value, c._value));

    public static Lane Min(Lane a, Lane b) => a._value < b._value ? a : b;

    public static Lane Max(Lane a, Lane b) => a._value > b._value ? a : b;

    public static Lane Abs(Lane a) => new(MathF.Abs(a._value));

    public static Lane Sqrt(Lane a) => new(MathF.Sqrt(a._value));

    public static Lane Round(Lane a) => new(MathF.Round(a._value));

    public static Lane IfGreater(Lane a, Lane b, Lane yes, Lane no) => a._value > b._value ? yes : no;

    public static uint AtLeast(Lane a, Lane b) => a._value >= b._value ? 1u : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Scale(Lane a, Lane n) => new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(a._value) + ((int)n._value << 23)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Exponent(Lane x, out Lane mantissa)
    {
        int bits = BitConverter.SingleToInt32Bits(x._value), e = (bits - TwoThirds) >> 23;
        mantissa = new(BitConverter.Int32BitsToSingle(bits - (e << 23)));
        return new(e);
    }
}
