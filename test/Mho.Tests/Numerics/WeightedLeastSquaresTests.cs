using FsCheck;
using FsCheck.Fluent;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Numerics;

public sealed class WeightedLeastSquaresTests
{
    [Fact]
    public void A_straight_line_has_the_closed_form_coefficients_and_errors()
    {
        double[] x = [1, 2, 3, 5, 8], y = [1.1, 1.9, 3.2, 4.8, 8.3], sigma = [0.1, 0.2, 0.1, 0.3, 0.2];
        LinearFit fit = WeightedLeastSquares.FitPolynomial(1, x, y, sigma);
        // Textbook sums S, Sx, Sy, Sxx, Sxy.
        double s = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double w = 1 / (sigma[i] * sigma[i]);
            (s, sx, sy, sxx, sxy) = (s + w, sx + (w * x[i]), sy + (w * y[i]), sxx + (w * x[i] * x[i]), sxy + (w * x[i] * y[i]));
        }

        double determinant = (s * sxx) - (sx * sx);
        Assert.Equal(((sxx * sy) - (sx * sxy)) / determinant, fit.Coefficients[0], 1e-12);
        Assert.Equal(((s * sxy) - (sx * sy)) / determinant, fit.Coefficients[1], 1e-12);
        Assert.Equal(Math.Sqrt(sxx / determinant), fit.StandardError(0), 1e-12);
        Assert.Equal(Math.Sqrt(s / determinant), fit.StandardError(1), 1e-12);
        Assert.Equal(-sx / determinant, fit.Covariance[1], 1e-12);
        double chi = Enumerable.Range(0, 5).Sum(i => Math.Pow((y[i] - fit.Predict([1, x[i]]).Value) / sigma[i], 2));
        Assert.Equal(chi, fit.ChiSquare, 1e-10);
        Assert.Equal(3, fit.DegreesOfFreedom);
    }

    [Fact]
    public void An_exact_polynomial_comes_back_whatever_its_coefficients() =>
        Prop.ForAll<int, int, int>((a, b, c) =>
        {
            double[] truth = [a % 1000, b % 1000, c % 1000], x = [-1, -0.5, 0, 0.3, 0.7, 1], sigma = [1, 2, 1, 3, 1, 2];
            double[] y = [.. x.Select(at => truth[0] + (truth[1] * at) + (truth[2] * at * at))];
            LinearFit fit = WeightedLeastSquares.FitPolynomial(2, x, y, sigma);
            return fit.Coefficients.Zip(truth).All(pair => Math.Abs(pair.First - pair.Second) < 1e-9) && fit.ChiSquare < 1e-15;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Coefficients_scatter_as_the_covariance_says_and_chi_square_has_its_mean()
    {
        const int repetitions = 4000;
        double[] x = [.. Enumerable.Range(0, 10).Select(i => (i / 4.5) - 1)], sigma = [.. x.Select(at => 0.1 + (0.05 * at * at))], y = new double[10];
        Key key = new Key(1)["scatter"];
        double square = 0, chi = 0, stated = 0;
        for (int n = 0; n < repetitions; n++)
        {
            for (int i = 0; i < y.Length; i++)
                y[i] = 1 + (2 * x[i]) + (sigma[i] * key[n].Normal(i));
            LinearFit fit = WeightedLeastSquares.FitPolynomial(1, x, y, sigma);
            square += Math.Pow(fit.Coefficients[1] - 2, 2) / repetitions;
            chi += fit.ChiSquare / repetitions;
            stated = fit.StandardError(1);
        }

        Assert.Equal(1, square / (stated * stated), 4 * Math.Sqrt(2.0 / repetitions));
        Assert.Equal(8, chi, 4 * Math.Sqrt(16.0 / repetitions));
    }

    // χ² tables: 5 % points of 10 and 30 degrees of freedom are 18.307 and 43.773; Wilson–Hilferty is good to 0.001 there.
    [Theory]
    [InlineData(18.307, 10, 0.05)]
    [InlineData(43.773, 30, 0.05)]
    [InlineData(9.342, 10, 0.5)]
    public void Probability_agrees_with_the_tables(double chi, int freedom, double expected) =>
        Assert.Equal(expected, new LinearFit([0], [1], chi, freedom).Probability, 0.002);

    [Fact]
    public void What_cannot_be_fitted_is_refused()
    {
        Assert.Throws<ArgumentException>(() => WeightedLeastSquares.FitPolynomial(3, [1, 2, 3], [1, 2, 3], [1, 1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedLeastSquares.FitPolynomial(1, [1, 2, 3], [1, 2, 3], [1, 0, 1]));
        Assert.Contains("depends", Assert.Throws<ArgumentException>(() => WeightedLeastSquares.FitPolynomial(2, [1, 1, 2, 2], [1, 2, 3, 4], [1, 1, 1, 1])).Message, StringComparison.Ordinal);
    }
}
