namespace Mho.Numerics;

/// <summary>A register of 32-bit words beside its register of floats: what Philox and the angle of Box–Muller need of integers.</summary>
/// <typeparam name="TSelf">The register.</typeparam>
/// <typeparam name="V">Floats, as many.</typeparam>
internal interface IWords<TSelf, V>
    where TSelf : struct, IWords<TSelf, V>
    where V : struct, ILanes<V>
{
    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator ^(TSelf a, TSelf b);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract TSelf operator <<(TSelf a, int by);

    /// <summary>Shift that fills with zeros.</summary>
    static abstract TSelf operator >>>(TSelf a, int by);

    /// <summary>The same word in each lane.</summary>
    static abstract TSelf All(uint value);

    /// <summary>0, 1, 2, …</summary>
    static abstract TSelf Indices { get; }

    /// <summary>High and low half of the product.</summary>
    static abstract TSelf Multiply(TSelf a, uint by, out TSelf low);

    /// <summary>The nearest float of each word read as signed.</summary>
    static abstract V ToSigned(TSelf a);

    /// <summary>The floats with the sign changed where the word's highest bit is set; other bits are 0.</summary>
    static abstract V Negate(V x, TSelf signs);

    /// <summary>In each lane: the lowest bit ? odd : even; other bits are ignored.</summary>
    static abstract V IfOdd(TSelf a, V odd, V even);
}
