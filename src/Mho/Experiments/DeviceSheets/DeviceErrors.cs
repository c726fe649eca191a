using Mho.Chips;
using Mho.Devices;
using Mho.Numerics;

namespace Mho.Experiments.DeviceSheets;

/// <summary>How far cells are from their targets at one time, over the range of the device.</summary>
public sealed record DeviceErrors
{
    private const int Places = 25;

    /// <summary>Standard deviations that the means of two neighbouring levels keep apart, half of them from each.</summary>
    private const double Apart = 6;

    private DeviceErrors()
    {
    }

    /// <summary>Time since programming.</summary>
    public required Duration Time { get; init; }

    /// <summary>Targets in S, rising.</summary>
    public required IReadOnlyList<double> Targets { get; init; }

    /// <summary>Standard deviation of the conductance in S, for each target.</summary>
    public required IReadOnlyList<double> Sigma { get; init; }

    /// <summary>Half the distance between the 16 % and 84 % quantiles in S: σ where a few cells are wild.</summary>
    public required IReadOnlyList<double> MiddleSpread { get; init; }

    /// <summary>Mean of the conductance less the target in S, for each target.</summary>
    public required IReadOnlyList<double> Shift { get; init; }

    /// <summary>Standard deviation of one read in S of a cell at the target; 0 without read noise.</summary>
    public required IReadOnlyList<double> ReadNoise { get; init; }

    /// <summary>Levels whose means lie at least 3 σ of the lower and 3 σ of the upper one apart; infinite for an exact device.</summary>
    public double Levels
    {
        get
        {
            if (Sigma.All(sigma => sigma == 0))
                return double.PositiveInfinity;
            const int fine = 4000;
            double Mean(int i) => At(Targets, i) + At(Shift, i);
            double At(IReadOnlyList<double> values, int i)
            {
                double place = (double)i / fine * (Places - 1);
                int below = Math.Min((int)place, Places - 2);
                return values[below] + ((place - below) * (values[below + 1] - values[below]));
            }

            int levels = 1, last = 0;
            for (int i = 1; i <= fine; i++)
            {
                if (Mean(i) - Mean(last) >= 0.5 * Apart * (At(Sigma, i) + At(Sigma, last)))
                    (levels, last) = (levels + 1, i);
            }

            return levels;
        }
    }

    /// <summary>Programs cells once and looks at them at every time.</summary>
    internal static DeviceErrors[] At(IDevice device, IReadOnlyList<Duration> times)
    {
        const int each = DeviceSheet.CellsAtEach;
        double low = device.Range.Min.SI, high = device.Range.Max.SI;
        double[] places = [.. Enumerable.Range(0, Places).Select(i => low + ((high - low) * i / (Places - 1)))];
        double[] targets = [.. places.SelectMany(place => Enumerable.Repeat(place, each))], programmed = Programmed(device, targets, new Key(1)["device sheet"]);
        return [.. times.Select(time =>
        {
            double[] now = [.. programmed], noise = new double[Places];
            if (time.SI > 0 && device is IRelaxing relaxing)
                relaxing.Relax(programmed, time, new Key(1)["device sheet"]["relaxation"], now);
            if (device is IReadNoise noisy)
                noisy.ReadSpread(places, time, noise);
            (double Mean, double Sigma, double Middle)[] seen = [.. places.Select((_, i) => Moments(now.AsSpan(i * each, each)))];
            return new DeviceErrors
            {
                Time = time,
                Targets = places,
                Sigma = [.. seen.Select(at => at.Sigma)],
                MiddleSpread = [.. seen.Select(at => at.Middle)],
                Shift = [.. seen.Select((at, i) => at.Mean - places[i])],
                ReadNoise = noise,
            };
        })];
    }

    private static double[] Programmed(IDevice device, double[] targets, Key key)
    {
        if (device is IPulsed pulsed)
        {
            PulsedCells cells = pulsed.Form(targets.Length, key["form"]);
            new WriteVerify().Program(pulsed, cells, targets, null, key["write"]);
            return cells.Conductances;
        }

        double[] achieved = new double[targets.Length];
        if (device is IProgrammable programmable)
            programmable.Program(targets, key["programming"], achieved);
        else
            targets.CopyTo(achieved, 0);
        return achieved;
    }

    // Deviations from the first value, so that equal cells give exactly 0 and a spread of 1e-9 is not lost beside 1.
    private static (double Mean, double Sigma, double Middle) Moments(Span<double> values)
    {
        double origin = values[0], sum = 0, squares = 0;
        foreach (double value in values)
            (sum, squares) = (sum + (value - origin), squares + ((value - origin) * (value - origin)));
        double mean = sum / values.Length;
        values.Sort();
        return (origin + mean, Math.Sqrt(Math.Max(0, (squares - (sum * mean)) / (values.Length - 1))), Quantiles.Spread(values).Value);
    }
}
