using System.Runtime.CompilerServices;

namespace Mho.Devices;

/// <summary>Checks shared by the devices' calls over many cells.</summary>
internal static class CellSpans
{
    internal static void RequireSameLength(int given, int output, [CallerArgumentExpression(nameof(output))] string name = "")
    {
        if (given != output)
            throw new ArgumentException($"{name} = {output} cells do not match the {given} cells given.", name);
    }

    internal static double RequireElapsed(Duration elapsed) => elapsed.SI >= 0 && double.IsFinite(elapsed.SI)
        ? elapsed.SI
        : throw new ArgumentOutOfRangeException(nameof(elapsed), $"elapsed = {elapsed} is not a time after programming; give 0 s or more.");

    internal static double RequireFraction(double value, [CallerArgumentExpression(nameof(value))] string name = "") => value is >= 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} = {value} is not a fraction; give 0 to 1.");

    internal static double RequireSpread(double value, [CallerArgumentExpression(nameof(value))] string name = "") => value is >= 0 and <= 10
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} = {value} is not a relative standard deviation; give 0 to 10, for example 0.05 for 5 %.");
}
