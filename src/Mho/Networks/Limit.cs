using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mho.Networks;

/// <summary>Checks of a record's numbers, at construction and in <c>with</c>.</summary>
internal static class Limit
{
    /// <summary>The value, or an error that names it, its least value and the reason.</summary>
    public static T AtLeast<T>(T value, T least, string reason, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T> =>
        value >= least ? value : throw new ArgumentOutOfRangeException(name, $"{name} = {value} must be at least {least}: {reason}.");

    /// <summary>The value, or an error that names it, its range and the reason.</summary>
    public static T Within<T>(T value, T least, T most, string reason, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T> =>
        value >= least && value <= most ? value : throw new ArgumentOutOfRangeException(name, $"{name} = {value} must lie in {least} … {most}: {reason}.");

    /// <summary>The value, or an error that says it must be above zero and why.</summary>
    public static double Positive(double value, string reason, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, $"{name} = {value} must be a positive number: {reason}.");
}
