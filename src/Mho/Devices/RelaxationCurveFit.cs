using Mho.Numerics;

namespace Mho.Devices;

/// <summary>One time of a fitted measurement: points with error bars, the curve through them, and how well it holds. What a plot draws.</summary>
/// <param name="Curve">The fitted curve.</param>
/// <param name="Bins">The points, by conductance.</param>
/// <param name="LogSpread">The fit of ln(σ/µS) in powers of x, with covariance.</param>
/// <param name="Shift">The fit of μ/µS in powers of x, with covariance.</param>
/// <param name="Outliers">Fraction of cells more than four spreads from the median.</param>
public sealed record RelaxationCurveFit(RelaxationCurve Curve, IReadOnlyList<RelaxationBin> Bins, LinearFit LogSpread, LinearFit Shift, Estimate Outliers)
{
    /// <summary>Fitted σ in S at a conductance in S, with the standard error of the curve there.</summary>
    public Estimate SpreadAt(double siemens)
    {
        Estimate log = At(LogSpread, siemens);
        double sigma = 1e-6 * Math.Exp(log.Value);
        return new(sigma, sigma * log.StandardError);
    }

    /// <summary>Fitted μ in S at a conductance in S, with the standard error of the curve there.</summary>
    public Estimate ShiftAt(double siemens)
    {
        Estimate mu = At(Shift, siemens); // µS in, S out
        return new(1e-6 * mu.Value, 1e-6 * mu.StandardError);
    }

    private Estimate At(LinearFit fit, double siemens)
    {
        double[] row = new double[fit.Coefficients.Length];
        Polynomial.Powers(Curve.Coordinate(siemens), row);
        return fit.Predict(row);
    }
}
