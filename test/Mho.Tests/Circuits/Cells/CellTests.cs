using Mho.Circuits.Cells;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits.Cells;

/// <summary>Elements against their definitions, written another way.</summary>
public sealed class CellTests
{
    [Fact]
    public void A_sinh_cell_is_the_hyperbolic_sine_to_rounding()
    {
        SinhCell cell = new() { Bend = 3 };
        foreach (double v in (double[])[1e-300, 1e-12, 1e-3, 0.1, 0.333, 0.34, 1, 5, 13])
        {
            double[] current = new double[1], slope = new double[1];
            cell.Currents([2e-6], [v], current, slope);
            Assert.Equal(1, current[0] / (2e-6 / 3 * Math.Sinh(3 * v)), 4e-15 * (1 + (3 * v)));
            Assert.Equal(1, slope[0] / (2e-6 * Math.Cosh(3 * v)), 4e-15 * (1 + (3 * v)));
        }
    }

    [Theory]
    [InlineData(1e-12, 0.026)]
    [InlineData(1e-9, 0.04)]
    [InlineData(1e-15, 0.1)]
    [InlineData(1e-5, 0.06)]
    public void A_diode_selector_divides_its_voltage_between_diode_and_resistor(double saturation, double a)
    {
        DiodeSelectorCell cell = new() { Saturation = saturation * A, Slope = a * V };
        foreach (double g in (double[])[1e-9, 1e-6, 1e-4, 1])
        {
            // Taken from the current instead of the voltage, so nothing has to be inverted.
            foreach (double share in (double[])[-0.999, -0.5, -1e-3, -1e-9, 1e-12, 1e-6, 0.3, 1, 10, 1e4, 1e8])
            {
                double expected = share * saturation, v = (expected / g) + (a * Log1p(share)), slope = 1 / ((1 / g) + (a / (saturation + expected)));
                double[] current = new double[1], found = new double[1];
                cell.Currents([g], [v], current, found);
                double rounding = 4e-16 * Math.Max(Math.Abs(v), a) * slope; // v itself is rounded
                Assert.Equal(expected, current[0], (2e-14 * (Math.Abs(expected) + (share < -0.4 || share >= 1 ? saturation : 0))) + rounding);
                Assert.Equal(1, found[0] / slope, 1e-12);
            }
        }
    }

    [Fact]
    public void A_polynomial_has_its_coefficients_within_the_limit_and_its_tangent_beyond()
    {
        PolynomialCell cell = new(1.5, 0.1, 0.5, 0, 0.2);
        double P(double v) => v + (0.1 * v * v) + (0.5 * v * v * v) + (0.2 * Math.Pow(v, 5));
        double D(double v) => 1 + (0.2 * v) + (1.5 * v * v) + Math.Pow(v, 4);
        double[] v = [-2, -1.5, -0.3, 0.7, 1.5, 4], current = new double[6], slope = new double[6];
        cell.Currents([3, 3, 3, 3, 3, 3], v, current, slope);
        for (int k = 0; k < v.Length; k++)
        {
            double x = Math.Clamp(v[k], -1.5, 1.5);
            Assert.Equal(3 * (P(x) + (D(x) * (v[k] - x))), current[k], 1e-13);
            Assert.Equal(3 * D(x), slope[k], 1e-13);
        }

        Assert.False(cell.Odd);
        Assert.True(new PolynomialCell(1, 0, 0.1, 0, 0.3).Odd);
        Assert.Equal(cell, new PolynomialCell(1.5, 0.1, 0.5, 0, 0.2));
        Assert.NotEqual(cell, new PolynomialCell(1.5, 0.1, 0.5, 0, 0.21));
    }

    [Fact]
    public void A_polynomial_that_falls_is_refused_with_the_voltage_where()
    {
        // I' = 1 − 3 V² is negative beyond 0.577 V; I' = 1 + 2 c V is negative below −1/(2c).
        ArgumentOutOfRangeException odd = Assert.Throws<ArgumentOutOfRangeException>(() => new PolynomialCell(0.6, 0, -1));
        Assert.Contains("falls", odd.Message, StringComparison.Ordinal);
        Assert.NotNull(new PolynomialCell(0.57, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolynomialCell(1, 0.51));
        Assert.NotNull(new PolynomialCell(1, 0.5));

        // Falls in a narrow dip only: I' = (V − 0.3)² − 10⁻⁶ times (1/0.09), far from the ends.
        double scale = 1 / (0.09 - 1e-6);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolynomialCell(2, -0.6 * scale / 2, scale / 3));
    }

    [Fact]
    public void Elements_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SinhCell { Bend = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SinhCell { Bend = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DiodeSelectorCell { Saturation = 0 * A });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DiodeSelectorCell { Slope = -1 * V });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolynomialCell(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolynomialCell(1, double.NaN));
    }

    private static double Log1p(double x) => Math.Abs(x) < 1e-4 ? x - (x * x / 2) + (x * x * x / 3) - (x * x * x * x / 4) : Math.Log(1 + x);
}
