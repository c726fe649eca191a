namespace Mho.Tests.Networks.Spiking;

/// <summary>The membrane's equation by an adaptive Runge–Kutta method with event location: an oracle that knows no closed form.</summary>
/// <remarks>
/// Dormand–Prince 5(4) with the local error held below 1e-13; steps end at spikes, where the right side jumps. A threshold crossing is closed in on by halving the last step.
/// E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, table 5.2.
/// </remarks>
internal static class RungeKutta
{
    private static readonly double[][] A =
    [
        [], [1 / 5.0], [3 / 40.0, 9 / 40.0], [44 / 45.0, -56 / 15.0, 32 / 9.0], [19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0],
        [9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0], [35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0],
    ];

    private static readonly double[] Error = [71 / 57600.0, 0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0, 22 / 525.0, -1 / 40.0];

    /// <summary>v at the end and the first time at which it is 1; infinite if there is none.</summary>
    public static (double Potential, double Spike) Solve(double[] times, double[] weights, double positive, double negative, double leak, double end)
    {
        double[] stops = [.. times.Where(time => time > 0 && time < end).Order(), end];
        (double t, double v, double spike) = (0, 0, double.PositiveInfinity);
        foreach (double stop in stops)
        {
            double from = t;
            double Slope(double potential)
            {
                double sum = -leak * potential;
                for (int j = 0; j < times.Length; j++)
                {
                    if (times[j] <= from)
                        sum += weights[j] * (1 - (potential / (weights[j] >= 0 ? positive : negative)));
                }

                return sum;
            }

            double h = stop - t;
            while (t < stop)
            {
                h = Math.Min(h, stop - t);
                double next = Step(Slope, v, h, out double error);
                if (error > 1e-13 && h > 1e-12)
                {
                    h *= Math.Max(0.2, 0.9 * Math.Pow(1e-13 / error, 0.2));
                    continue;
                }

                if (next >= 1 && double.IsInfinity(spike))
                {
                    (double low, double high) = (0, h);
                    for (int halving = 0; halving < 60; halving++)
                    {
                        double middle = (low + high) / 2;
                        (low, high) = Step(Slope, v, middle, out _) >= 1 ? (low, middle) : (middle, high);
                    }

                    spike = t + high;
                }

                (t, v) = (h >= stop - t ? stop : t + h, next);
                h *= Math.Min(4, 0.9 * Math.Pow(1e-13 / Math.Max(error, 1e-30), 0.2));
            }
        }

        return (v, spike);
    }

    private static double Step(Func<double, double> slope, double v, double h, out double error)
    {
        Span<double> k = stackalloc double[7];
        double next = v;
        error = 0;
        for (int stage = 0; stage < 7; stage++)
        {
            next = v;
            for (int i = 0; i < stage; i++)
                next += h * A[stage][i] * k[i];
            k[stage] = slope(next);
            error += h * Error[stage] * k[stage];
        }

        error = Math.Abs(error);
        return next; // the seventh stage stands at the fifth-order result
    }
}
