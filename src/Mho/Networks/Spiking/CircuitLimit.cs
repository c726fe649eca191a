using System.Runtime.CompilerServices;

namespace Mho.Networks.Spiking;

/// <summary>Checks of a circuit's quantities.</summary>
internal static class CircuitLimit
{
    /// <summary>The quantity, or that of <paramref name="otherwise"/> SI units if it is 0 and there is one, or an error that names it.</summary>
    public static T Positive<T>(T value, double otherwise = 0, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, IQuantity<T> =>
        value.SI == 0 && otherwise > 0 ? T.FromSI(otherwise)
        : value.SI > 0 && double.IsFinite(value.SI) ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} = {value} must be a positive {T.Name}: the membrane's equation divides by it.");
}
