using System.Numerics;

namespace Mho.Circuits.Coupling;

/// <summary>What real and complex numbers do not share by operators.</summary>
internal static class Field<T>
    where T : unmanaged, INumberBase<T>
{
    public static T Conjugate(T value) => value is Complex complex ? (T)(object)Complex.Conjugate(complex) : value;

    public static double Square(T value) => value is Complex complex ? (complex.Real * complex.Real) + (complex.Imaginary * complex.Imaginary) : double.CreateTruncating(value * value);

    public static double Magnitude(T value) => value is Complex complex ? Complex.Abs(complex) : double.CreateTruncating(T.Abs(value));
}
