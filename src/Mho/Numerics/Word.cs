namespace Mho.Numerics;

/// <summary>One word: the plain definition of what the wide registers do.</summary>
internal readonly struct Word(uint value) : IWords<Word, Lane>
{
    private readonly uint _value = value;

    public static Word Indices => new(0);

    public static Word operator +(Word a, Word b) => new(a._value + b._value);

    public static Word operator -(Word a, Word b) => new(a._value - b._value);

    public static Word operator ^(Word a, Word b) => new(a._value ^ b._value);

    public static Word operator &(Word a, Word b) => new(a._value & b._value);

    public static Word operator <<(Word a, int by) => new(a._value << by);

    public static Word operator >>>(Word a, int by) => new(a._value >>> by);

    public static Word All(uint value) => new(value);

    public static Word Multiply(Word a, uint by, out Word low)
    {
        ulong product = (ulong)a._value * by;
        low = new((uint)product);
        return new((uint)(product >> 32));
    }

    public static Lane ToSigned(Word a) => new((int)a._value);

    public static Lane Negate(Lane x, Word signs) => new(BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(x) ^ signs._value));

    public static Lane IfOdd(Word a, Lane odd, Lane even) => (a._value & 1) == 1 ? odd : even;
}
