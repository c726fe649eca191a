using Mho.Numerics;

namespace Mho.Devices;

/// <summary>Cells of nearly one conductance at one time: a data point with error bars.</summary>
/// <param name="Conductance">Their mean initial conductance in S.</param>
/// <param name="Count">How many.</param>
/// <param name="Spread">Robust standard deviation of the change in S: half the distance of the 16 % and 84 % quantiles.</param>
/// <param name="Shift">Median of the change in S.</param>
/// <param name="Outliers">Cells more than four spreads from the median.</param>
/// <param name="OutlierSquares">Sum over the outliers of ((change − shift)/spread)².</param>
public sealed record RelaxationBin(double Conductance, int Count, Estimate Spread, Estimate Shift, int Outliers, double OutlierSquares)
{
    /// <summary>The point of <paramref name="changes"/>, which are sorted in place.</summary>
    internal static RelaxationBin Of(double conductance, Span<double> changes)
    {
        changes.Sort();
        Estimate spread = Quantiles.Spread(changes), shift = Quantiles.Median(changes);
        // Readings are quantised: equal values let the order statistics claim no error at all. Half of the normal distribution's error is the least we believe.
        double least = 0.5 * spread.Value / Math.Sqrt(changes.Length);
        int outliers = 0;
        double squares = 0;
        foreach (double change in changes)
        {
            double z = (change - shift.Value) / spread.Value;
            if (Math.Abs(z) > 4)
                (outliers, squares) = (outliers + 1, squares + (z * z));
        }

        return new(
            conductance, changes.Length, spread with { StandardError = Math.Max(spread.StandardError, least) }, shift with { StandardError = Math.Max(shift.StandardError, least) }, outliers, squares);
    }
}
