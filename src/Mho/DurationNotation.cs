using System.Globalization;

namespace Mho;

/// <summary>Durations as people write them: <c>"1 day"</c>, <c>"2 h"</c>, <c>"90 s"</c>, <c>"240 ns"</c>.</summary>
public static class DurationNotation
{
    private static readonly (string Unit, double Seconds)[] Long = [("days", 86400), ("day", 86400), ("hours", 3600), ("hour", 3600), ("h", 3600), ("min", 60)];

    /// <summary>Whole days, hours and minutes by name; everything else in seconds with a prefix.</summary>
    public static string Format(double seconds)
    {
        if (double.IsFinite(seconds) && seconds >= 60)
        {
            foreach ((string unit, double length) in Long)
            {
                double count = seconds / length;
                bool plural = unit.EndsWith('s');
                if (count >= 1 && Math.Abs(count - Math.Round(count)) < 1e-12 * count && plural == (Math.Round(count) != 1 && unit is not "h" and not "min"))
                    return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(count)} {unit}");
            }

            return string.Create(CultureInfo.InvariantCulture, $"{seconds:R} s");
        }

        return EngineeringNotation.Format(seconds, "s");
    }

    /// <summary>Reads what <see cref="Format"/> writes, and any prefix of seconds.</summary>
    /// <exception cref="FormatException">The text is not a duration.</exception>
    public static double Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        string plain = text.Trim();
        foreach ((string unit, double length) in Long)
        {
            if (plain.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(plain[..^unit.Length].TrimEnd(), NumberStyles.Float, CultureInfo.InvariantCulture, out double count) && double.IsFinite(count))
                return count * length;
        }

        try
        {
            return EngineeringNotation.Parse(text, "s", name);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"\"{text}\" is not a {name}; write a number and a unit, for example \"1 day\", \"2 h\", \"10 min\", \"1 s\" or \"240 ns\".", exception);
        }
    }
}
