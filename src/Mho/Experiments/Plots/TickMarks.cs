using System.Globalization;

namespace Mho.Experiments.Plots;

/// <summary>Where ticks stand and what they say.</summary>
internal static class TickMarks
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>About <paramref name="wished"/> ticks inside the interval.</summary>
    public static IReadOnlyList<(double Value, string Text)> Of(Axis axis, double low, double high, int wished)
    {
        double slack = 1e-9 * Math.Abs(high - low);
        if (axis.Ticks.Count > 0)
            return [.. axis.Ticks.Where(tick => tick.Value >= low - slack && tick.Value <= high + slack)];
        return axis.Scale == AxisScale.Logarithmic ? Decades(low, high, wished) : Steps(low, high, wished);
    }

    // Steps of 1, 2, 2.5 or 5 times a power of ten.
    private static List<(double, string)> Steps(double low, double high, int wished)
    {
        double rough = (high - low) / Math.Max(1, wished) * (1 - 1e-9); // a ratio that is 5 but for rounding counts as 5
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 2.5 => 2.5, <= 5 => 5, _ => 10 };
        int digits = Math.Clamp((int)-Math.Floor(Math.Log10(step) + 1e-9) + (Math.Abs((step / power) - 2.5) < 1e-9 ? 1 : 0), 0, 15);
        bool scientific = Math.Max(Math.Abs(low), Math.Abs(high)) is >= 1e6 or < 1e-3;
        List<(double, string)> ticks = [];
        for (double k = Math.Ceiling((low / step) - 1e-9); k <= (high / step) + 1e-9; k++)
        {
            double value = k * step;
            ticks.Add((value, k == 0 ? "0" : scientific ? Scientific(value) : value.ToString("F" + digits, CultureInfo.InvariantCulture).Replace('-', '−')));
        }

        return ticks;
    }

    private static List<(double, string)> Decades(double low, double high, int wished)
    {
        int first = (int)Math.Ceiling(Math.Log10(low) - 1e-9), last = (int)Math.Floor(Math.Log10(high) + 1e-9);
        int every = Math.Max(1, (int)Math.Ceiling((last - first + 1) / (double)Math.Max(1, wished)));
        bool plain = first >= -3 && last <= 4;
        List<(double, string)> ticks = [];
        double[] digits = last - first >= 2 ? [1] : last - first == 1 ? [1, 3] : [1, 2, 5];
        for (int exponent = first - 1; exponent <= last; exponent++)
        {
            foreach (double digit in digits)
            {
                double value = digit * Math.Pow(10, exponent);
                if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9) && (exponent - first) % every == 0)
                    ticks.Add((value, plain ? value.ToString("0.####", CultureInfo.InvariantCulture) : (digit == 1 ? "" : digit + "·") + Power(exponent)));
            }
        }

        return ticks;
    }

    private static string Scientific(double value)
    {
        int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-9);
        return (value / Math.Pow(10, exponent)).ToString("0.##", CultureInfo.InvariantCulture).Replace('-', '−') + "·" + Power(exponent);
    }

    private static string Power(int exponent) => "10" + (exponent < 0 ? "⁻" : "") + string.Concat(Math.Abs(exponent).ToString().Select(digit => Superscripts[digit - '0']));
}
