using System.Globalization;

namespace Mho;

/// <summary>Numbers with a prefixed unit, out and in: <c>4e-5, "S"</c> ↔ <c>"40 uS"</c>.</summary>
public static class EngineeringNotation
{
    private static readonly (string Prefix, double Factor)[] Prefixes =
    [
        ("T", 1e12), ("G", 1e9), ("M", 1e6), ("k", 1e3), ("", 1), ("m", 1e-3), ("u", 1e-6), ("n", 1e-9), ("p", 1e-12), ("f", 1e-15), ("a", 1e-18),
    ];

    /// <summary>Writes <paramref name="value"/> with the prefix that leaves 1 to 3 digits before the point, and every digit it needs to be read back.</summary>
    public static string Format(double value, string symbol)
    {
        if (value == 0 || !double.IsFinite(value))
            return string.Create(CultureInfo.InvariantCulture, $"{value} {symbol}");
        (string prefix, double factor) = PrefixOf(value);
        return string.Create(CultureInfo.InvariantCulture, $"{Shortest(value, factor)} {prefix}{symbol}");
    }

    /// <summary>Reads a number, an optional space and a unit with or without prefix; <c>µ</c> is read as <c>u</c> and <c>Ω</c> as <c>ohm</c>.</summary>
    /// <exception cref="FormatException">The text is not a number with the unit <paramref name="symbol"/>.</exception>
    public static double Parse(string text, string symbol, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        string plain = text.Trim().Replace('µ', 'u').Replace('μ', 'u').Replace("Ω", "ohm", StringComparison.Ordinal).Replace("Ω", "ohm", StringComparison.Ordinal);
        if (plain.EndsWith(symbol, StringComparison.Ordinal))
        {
            string rest = plain[..^symbol.Length];
            foreach ((string prefix, double factor) in Prefixes)
            {
                if (prefix.Length > 0 ? rest.EndsWith(prefix, StringComparison.Ordinal) : rest.Length > 0 && !char.IsLetter(rest[^1]))
                {
                    string digits = rest[..^prefix.Length].TrimEnd();
                    if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
                        return Times(number, factor);
                }
            }
        }

        throw new FormatException($"\"{text}\" is not {("aeiou".Contains(name[0], StringComparison.Ordinal) ? "an" : "a")} {name}; write a number and a unit of {symbol}, for example \"40 u{symbol}\" or \"1.5 k{symbol}\".");
    }

    // To digits before and after the point together, as the double that those digits with a prefix are read as.
    internal static double Round(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value))
            return value;
        double factor = PrefixOf(value).Factor;
        string rounded = Scaled(value, factor).ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Times(double.Parse(rounded, CultureInfo.InvariantCulture), factor);
    }

    // 40 × 1e-6 is not the double nearest to 4e-5, but 40 / 1e6 is: a unit below one is divided by its inverse, which is a whole number.
    internal static double Times(double number, double unit)
    {
        double inverse = Math.Round(1 / unit);
        return Math.Abs(unit) < 1 && 1 / inverse == unit ? number / inverse : number * unit;
    }

    private static (string Prefix, double Factor) PrefixOf(double value)
    {
        foreach ((string prefix, double factor) in Prefixes)
        {
            if (Math.Abs(value) >= factor * (1 - 1e-12))
                return (prefix, factor);
        }

        return Prefixes[^1];
    }

    private static double Scaled(double value, double factor) => factor >= 1 ? value / factor : value * Math.Round(1 / factor);

    private static string Shortest(double value, double factor)
    {
        double scaled = Scaled(value, factor);
        for (int digits = 1; digits <= 17; digits++)
        {
            string text = scaled.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (!text.Contains('E', StringComparison.Ordinal) && Times(double.Parse(text, CultureInfo.InvariantCulture), factor) == value)
                return text;
        }

        return scaled.ToString("R", CultureInfo.InvariantCulture);
    }
}
