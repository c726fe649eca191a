namespace Mho.Numerics;

/// <summary>How a complex product is made of real ones.</summary>
public enum ComplexScheme
{
    /// <summary>Three real products and additions: a quarter less work; the imaginary part may lose digits where it is much smaller than the real part.</summary>
    ThreeProducts,

    /// <summary>Four real products, as the definition says.</summary>
    FourProducts,
}
