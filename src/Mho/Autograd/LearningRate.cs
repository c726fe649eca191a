using System.Runtime.CompilerServices;

namespace Mho.Autograd;

/// <summary>Checks of the numbers of schedules, at construction and in <c>with</c>.</summary>
internal static class LearningRate
{
    /// <summary>The value, or an error that says it must be above zero.</summary>
    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} = {value} must be a positive number; a learning rate between 1e-4 and 1e-2 is usual.");
}
