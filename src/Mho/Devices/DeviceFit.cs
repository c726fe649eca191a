using System.Globalization;
using Mho.Numerics;
using static Mho.Units;

namespace Mho.Devices;

/// <summary>From readings of cells to a device that experiments can name.</summary>
/// <remarks>
/// At each nominal time cells are sorted by their initial conductance into bins of equal number; a bin gives the robust spread and the median of the change with
/// distribution-free standard errors. ln σ and μ become polynomials in G by weighted least squares; of the degrees 0 to 12 the
/// one with the smallest χ² + coefficients·ln(bins) is kept (G. Schwarz, Ann. Stat. 6, 461, 1978). Cells are the same at all times, so the
/// errors of different times are correlated; the drift exponent is therefore taken cell by cell.
/// </remarks>
public static class DeviceFit
{
    private const int MostBins = 32, LeastPerBin = 50, FewestBins = 4, HighestDegree = 12;

    /// <summary>Fits a measurement.</summary>
    /// <exception cref="InputException">Too few readings for any time.</exception>
    public static RelaxationFit Fit(RelaxationMeasurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        List<RelaxationCurveFit> curves = [];
        List<Finding> findings = [];
        foreach (IGrouping<double, int> time in Enumerable.Range(0, measurement.Nominal.Length).Where(row => measurement.Nominal[row] > 0).GroupBy(row => measurement.Nominal[row]).OrderBy(time => time.Key))
        {
            int[] rows = [.. time.OrderBy(row => measurement.Initial[row])];
            List<RelaxationBin> bins = Bins(measurement, rows);
            if (bins.Count < FewestBins)
            {
                findings.Add(new(Severity.Warning, $"{new Duration(time.Key)}", $"{rows.Length} readings make {bins.Count} points, fewer than {FewestBins}; this time is left out", $"measure at least {FewestBins * LeastPerBin} cells that change"));
                continue;
            }

            double elapsed = Quantiles.At([.. rows.Select(row => measurement.Elapsed[row]).Order()], 0.5);
            RelaxationCurveFit curve = Curve(Rounded(elapsed) * s, bins);
            curves.Add(curve);
            AddDoubts(curve, findings);
        }

        if (curves.Count == 0)
            throw new InputException($"{measurement.Name}: no time after 0 s has the {FewestBins * LeastPerBin} readings that a fit needs; measure more cells.");
        (Estimate Drift, Estimate Spread)? drift = Drift(measurement);
        ConductanceRange range = new(new(curves.Max(curve => curve.Curve.From.SI)), new Conductance(curves.Min(curve => curve.Curve.To.SI)));
        MeasuredRelaxation device = new() { Name = measurement.Name, Range = range, Curves = [.. curves.Select(curve => curve.Curve)] };
        return new(measurement.Name, measurement.Cells.Distinct().Count(), curves, drift?.Drift, drift?.Spread, device, findings);
    }

    // Rows come sorted by initial conductance.
    private static List<RelaxationBin> Bins(RelaxationMeasurement measurement, int[] rows)
    {
        int count = Math.Clamp(rows.Length / LeastPerBin, 1, MostBins);
        List<RelaxationBin> bins = [];
        for (int bin = 0; bin < count; bin++)
        {
            ReadOnlySpan<int> members = rows.AsSpan((int)((long)rows.Length * bin / count)..(int)((long)rows.Length * (bin + 1) / count));
            double[] changes = new double[members.Length];
            double sum = 0;
            for (int i = 0; i < members.Length; i++)
            {
                changes[i] = measurement.Conductances[members[i]] - measurement.Initial[members[i]];
                sum += measurement.Initial[members[i]];
            }

            RelaxationBin point = RelaxationBin.Of(sum / members.Length, changes);
            if (point.Spread.Value > 0 && (bins.Count == 0 || point.Conductance > bins[^1].Conductance))
                bins.Add(point);
        }

        // A last point far beyond the others (cells over full scale) would leave the polynomial free to swing in the gap before it.
        if (bins.Count > FewestBins)
        {
            double gap = bins[^1].Conductance - bins[^2].Conductance;
            double usual = (bins[^2].Conductance - bins[0].Conductance) / (bins.Count - 2);
            if (gap > 2.5 * usual)
                bins.RemoveAt(bins.Count - 1);
        }

        return bins;
    }

    private static RelaxationCurveFit Curve(Duration time, List<RelaxationBin> bins)
    {
        RelaxationCurve domain = new() { Time = time, From = Rounded(1e6 * bins[0].Conductance) * uS, To = Rounded(1e6 * bins[^1].Conductance) * uS };
        double[] x = [.. bins.Select(bin => domain.Coordinate(bin.Conductance))];
        LinearFit spread = Best(x, [.. bins.Select(bin => Math.Log(1e6 * bin.Spread.Value))], [.. bins.Select(bin => bin.Spread.StandardError / bin.Spread.Value)]);
        LinearFit shift = Best(x, [.. bins.Select(bin => 1e6 * bin.Shift.Value)], [.. bins.Select(bin => 1e6 * bin.Shift.StandardError)]);
        int cells = bins.Sum(bin => bin.Count), outliers = bins.Sum(bin => bin.Outliers);
        double fraction = (double)outliers / cells;
        RelaxationCurve curve = domain with
        {
            LogSpread = spread.Coefficients,
            Shift = shift.Coefficients,
            Outliers = fraction,
            OutlierScale = outliers > 0 ? Math.Sqrt(bins.Sum(bin => bin.OutlierSquares) / outliers) : 1,
        };
        // The error of a small count is that of one more: no outlier among n says only "less than about 1/n".
        return new(curve, bins, spread, shift, new(fraction, Math.Sqrt((outliers + 1.0) / cells / cells)));
    }

    // Four digits: what a person reads in the device's file, far below the width of a bin or the spread of the times.
    private static double Rounded(double value) => double.Parse(value.ToString("E3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static LinearFit Best(double[] x, double[] y, double[] sigma)
    {
        LinearFit? best = null;
        double lowest = double.PositiveInfinity;
        for (int degree = 0; degree <= Math.Min(HighestDegree, x.Length - 2); degree++)
        {
            LinearFit fit = WeightedLeastSquares.FitPolynomial(degree, x, y, sigma);
            double criterion = fit.ChiSquare + ((degree + 1) * Math.Log(x.Length));
            if (criterion < lowest)
                (best, lowest) = (fit, criterion);
        }

        return best!;
    }

    private static void AddDoubts(RelaxationCurveFit fit, List<Finding> findings)
    {
        foreach ((string what, LinearFit line) in new[] { ("spread", fit.LogSpread), ("shift", fit.Shift) })
        {
            if (line.Probability < 1e-3)
                findings.Add(new(Severity.Note, $"{fit.Curve.Time}", $"the curve of the {what} misses its points by more than their errors, χ² = {line.ChiSquare:F1} for {line.DegreesOfFreedom} degrees of freedom", "look at the plot; the curve smooths what the points show"));
        }
    }

    private static (Estimate Drift, Estimate Spread)? Drift(RelaxationMeasurement measurement)
    {
        double least = 0.1 * Quantiles.At([.. measurement.Initial.Order()], 0.999);
        List<double> exponents = [];
        foreach (IGrouping<int, int> cell in Enumerable.Range(0, measurement.Cells.Length)
            .Where(row => measurement.Elapsed[row] > 0 && measurement.Initial[row] > least && measurement.Conductances[row] > 0).GroupBy(row => measurement.Cells[row]))
        {
            double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
            foreach (int row in cell)
            {
                double lnT = Math.Log(measurement.Elapsed[row]), lnG = Math.Log(measurement.Conductances[row]);
                (n, sx, sy, sxx, sxy) = (n + 1, sx + lnT, sy + lnG, sxx + (lnT * lnT), sxy + (lnT * lnG));
            }

            double determinant = (n * sxx) - (sx * sx);
            if (n >= 3 && determinant > 1e-9 * n * sxx)
                exponents.Add(-((n * sxy) - (sx * sy)) / determinant);
        }

        if (exponents.Count < LeastPerBin)
            return null;
        exponents.Sort();
        double[] sorted = [.. exponents];
        return (Quantiles.Median(sorted), Quantiles.Spread(sorted));
    }
}
