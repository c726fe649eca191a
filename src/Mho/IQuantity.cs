namespace Mho;

/// <summary>A physical quantity: a double in SI units that knows its unit.</summary>
/// <typeparam name="TSelf">The quantity itself.</typeparam>
public interface IQuantity<TSelf> : IComparable<TSelf>, IFormattable
    where TSelf : struct, IQuantity<TSelf>
{
    /// <summary>The SI unit's symbol as Mho writes it in ASCII, for example <c>"S"</c> or <c>"ohm"</c>.</summary>
    static abstract string Symbol { get; }

    /// <summary>What the quantity is called in an error message, for example <c>"conductance"</c>.</summary>
    static abstract string Name { get; }

    /// <summary>The quantity of <paramref name="value"/> SI units.</summary>
    static abstract TSelf FromSI(double value);

    /// <summary>The number of SI units.</summary>
    double SI { get; }
}
