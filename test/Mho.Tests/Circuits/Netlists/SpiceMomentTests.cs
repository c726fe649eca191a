using System.Numerics;
using Mho.Circuits.Netlists;
using Xunit;

namespace Mho.Tests.Circuits.Netlists;

/// <summary>Voltages between the points of ngspice, against functions that a cubic is or is known to miss by so much.</summary>
public sealed class SpiceMomentTests
{
    // Steps of uneven lengths, a point given twice as at a break of a source, and a first one from before the jump.
    private static readonly double[] Times = [0, 1e-12, 0.9, 2.1, 3, 4.2, 5, 5, 6.1, 6.9, 8];

    [Theory]
    [InlineData(0.5)]
    [InlineData(2.1)]
    [InlineData(4.9)]
    [InlineData(5)]
    [InlineData(7.7)]
    [InlineData(8)]
    public void A_cubic_is_found_as_it_is(double time) => Assert.Equal(Cubic(time), At(Cubic, time), 1e-10);

    // (h/τ)⁴/40 of the size there, with the widest steps around: the points nearest to the moment, not the first ones.
    [Theory]
    [InlineData(2.5)]
    [InlineData(4.6)]
    [InlineData(5.5)]
    [InlineData(7.5)]
    public void An_exponential_is_missed_by_no_more_than_is_said(double time) => Assert.Equal(Math.Exp(-time / 4), At(t => Math.Exp(-t / 4), time), Math.Pow(1.2 / 4, 4) / 40 * Math.Exp(-time / 4) * Math.Exp(2.2 / 4));

    private static double Cubic(double t) => 1 + (2 * t) - (0.5 * t * t) + (0.03 * t * t * t);

    private static double At(Func<double, double> curve, double time)
    {
        Complex[] values = [.. Times.SelectMany((t, point) => new Complex[] { t, point == 0 ? 1000 : curve(t) })];
        return new SpiceMoment(new("Transient Analysis", ["time", "v(a)"], Times.Length, values), time)["v(a)"].Real;
    }
}
