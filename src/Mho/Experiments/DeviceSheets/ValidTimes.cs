using Mho.Devices;

namespace Mho.Experiments.DeviceSheets;

/// <summary>The times after programming at which a model raises no doubt.</summary>
/// <param name="From">The earliest; 0 s if it is never too early.</param>
/// <param name="To">The latest; infinite if it is never too late. Below <paramref name="From"/> if every time is doubtful.</param>
public sealed record ValidTimes(Duration From, Duration To)
{
    private const double Shortest = 1e-9, Longest = 1e10;
    private const int Steps = 400;

    /// <summary>Whether there is any such time.</summary>
    public bool Any => From <= To;

    /// <summary>Asks <see cref="IRelaxing.Doubt"/> from 1 ns to 300 years and closes in on the ends to six digits.</summary>
    public static ValidTimes Of(IRelaxing device)
    {
        ArgumentNullException.ThrowIfNull(device);
        double[] asked = [.. Enumerable.Range(0, Steps + 1).Select(i => Shortest * Math.Pow(Longest / Shortest, (double)i / Steps))];
        int first = Array.FindIndex(asked, Sure), last = Array.FindLastIndex(asked, Sure);
        if (first < 0)
            return new(new(double.PositiveInfinity), new(0));
        double from = first == 0 ? 0 : End(asked[first], asked[first - 1]), to = last == Steps ? double.PositiveInfinity : End(asked[last], asked[last + 1]);
        return new(new(from), new(to));

        bool Sure(double seconds) => device.Doubt(new Duration(seconds)) is null;

        double End(double sure, double doubtful)
        {
            while (Math.Abs(Math.Log(doubtful / sure)) > 1e-7)
            {
                double middle = Math.Sqrt(sure * doubtful);
                (sure, doubtful) = Sure(middle) ? (middle, doubtful) : (sure, middle);
            }

            return EngineeringNotation.Round(sure, 6);
        }
    }

    /// <summary><c>up to 2 days</c>.</summary>
    public override string ToString() => (Any, From.SI > 0, double.IsFinite(To.SI)) switch
    {
        (false, _, _) => "at no time without doubt",
        (_, false, false) => "at all times",
        (_, false, true) => $"up to {To} after programming",
        (_, true, false) => $"from {From} after programming",
        _ => $"from {From} to {To} after programming",
    };
}
