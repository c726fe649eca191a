using System.Numerics;
using System.Xml.Linq;
using Mho.Circuits;
using Mho.Experiments.Plots;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits;

/// <summary>Sweeps over frequency, and gradients at one.</summary>
public sealed class FrequencySweepTests
{
    [Fact]
    public void A_sweep_of_nothing_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new FrequencySweep(null!, []));
        Assert.Throws<ArgumentNullException>(() => new FrequencySweep(new(1, 1, new double[] { 1 }), null!));
    }

    [Fact]
    public void Every_point_is_what_its_frequency_gives_alone()
    {
        Key key = new(20);
        Crossbar x = AlternatingCrossbarTests.Reactive(CrossbarTests.Make(9, 7, "plain", key), "all", key);
        Complex[] input = AlternatingCrossbarTests.Phasors(9, key), alone = new Complex[7];
        FrequencySweep sweep = new(x, FrequencySweep.Logarithmic(1 * kHz, 100 * MHz, 21));
        FrequencyResponse response = sweep.Run(input);
        Assert.Equal(21, response.Reports.Count);
        for (int k = 0; k < 21; k++)
        {
            Assert.Equal(1e3 * Math.Pow(10, k / 4.0), sweep.Frequencies[k].SI, 1e-6 * sweep.Frequencies[k].SI);
            x.At(sweep.Frequencies[k]).Prepare().Outputs(input, alone).OrThrow();
            Assert.Equal(alone, response.Outputs.Span.Slice(7 * k, 7).ToArray());
        }
    }

    // A constant phase element, Y = Q (jω)ⁿ, alone between ideal wires: the phase is n · 90° at every frequency.
    [Fact]
    public void Admittances_follow_the_frequency()
    {
        FrequencySweep sweep = new(new Crossbar(1, 1, new[] { 1.0 }), FrequencySweep.Logarithmic(1 * Hz, 1 * MHz, 7)) { Admittances = at => new[] { 1e-9 * Complex.Pow(new Complex(0, 2 * Math.PI * at.SI), 0.8) } };
        FrequencyResponse response = sweep.Run(new[] { Complex.One });
        Assert.All(response.Outputs.ToArray(), output => Assert.Equal(72, output.Phase * 180 / Math.PI, 1e-9));
        Assert.Equal(1e-9 * Math.Pow(2 * Math.PI * 1e6, 0.8), Complex.Abs(response.Outputs.Span[6]), 1e-9);
    }

    [Fact]
    public void Magnitude_and_phase_are_drawn_as_lines()
    {
        Crossbar x = new Crossbar(1, 2, new[] { 1e-6, 1e-4 }) { Capacitances = new[] { 1e-12, 1e-12 } };
        FrequencyResponse response = new FrequencySweep(x, FrequencySweep.Logarithmic(1 * kHz, 1 * GHz, 30)).Run(new[] { Complex.One });
        foreach (Plot plot in new[] { FrequencyPlots.Magnitude(response, [0, 1]), FrequencyPlots.Phase(response, [0, 1]) })
        {
            XElement svg = XElement.Parse(plot.ToSvg());
            Assert.Contains("column 1", svg.Value, StringComparison.Ordinal);
            Line line = Assert.IsType<Line>(plot.Marks[0]);
            Assert.Equal(30, line.Ys.Count);
            Assert.True(line.Ys[^1] > line.Ys[0]);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => FrequencyPlots.Phase(response, [2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrequencySweep.Logarithmic(0 * Hz, 1 * Hz, 3));
    }

    // L = Σ w |I|²: central differences of relative 10⁻⁴ leave about 10⁻⁸ of the gradient, solves to 10⁻¹³ about 10⁻⁹.
    [Theory]
    [InlineData("plain", "all")]
    [InlineData("access", "all")]
    [InlineData("both sides", "coupled")]
    [InlineData("open bit", "strays")]
    [InlineData("ideal ground", "coils")]
    public void Gradients_agree_with_central_differences(string kind, string reactance)
    {
        const int rows = 5, columns = 4;
        Key key = new Key(21)[kind];
        Crossbar x = AlternatingCrossbarTests.Reactive(CrossbarTests.Make(rows, columns, kind, key), reactance, key);
        x = x with { Capacitances = Enumerable.Range(0, rows * columns).Select(k => 1e-12 * (1 + key["c"].Uniform(k))).ToArray() };
        Complex[] input = AlternatingCrossbarTests.Phasors(rows, key);
        AlternatingGradient gradient = AlternatingGradient.Of(x.At(1 * MHz), input, outputs => outputs.ToArray().Select((i, j) => 2 * (j + 1) * i).ToArray(), 1e-12);
        gradient.Report.OrThrow();
        double largestG = gradient.Conductances.ToArray().Max(Math.Abs), largestC = gradient.Capacitances.ToArray().Max(Math.Abs);
        foreach (int k in new[] { 1, 6, 11, 19 })
        {
            double g = x.Conductances.Span[k], c = x.Capacitances.Span[k];
            if (double.IsFinite(g))
                Assert.Equal(Slope(1e-4 * g, h => With(x, k, g + h, c), input), gradient.Conductances.Span[k], 1e-6 * largestG);
            Assert.Equal(Slope(1e-4 * c, h => With(x, k, g, c + h), input), gradient.Capacitances.Span[k], 1e-6 * largestC);
        }

        double largestV = gradient.Inputs.ToArray().Max(Complex.Abs);
        for (int i = 0; i < rows; i++)
        {
            Assert.Equal(Slope(1e-4, h => x, input, h => i, 1), gradient.Inputs.Span[i].Real, 1e-6 * largestV);
            Assert.Equal(Slope(1e-4, h => x, input, h => i, Complex.ImaginaryOne), gradient.Inputs.Span[i].Imaginary, 1e-6 * largestV);
        }
    }

    // The adjoint's terminals take 10⁻⁷ A through milliohms: its nodes hold 16 digits, the differences that make such a current 10. A change h of one cell is a change
    // of rank one, so h / ΔI is a straight line over h, and two outputs far from the cell's own give the slope as exactly as they are.
    [Theory]
    [InlineData(0, 0, 1e-12)]
    [InlineData(0, 1e-12, 1e-12)]
    [InlineData(1, 0, 1e-12)]
    [InlineData(1, 0, 1e-9)]
    [InlineData(0, 1e-12, 1e-10)]
    public void Gradients_of_nearly_ideal_wires_are_solved_and_exact(double ohms, double wordCoil, double tolerance)
    {
        const int Rows = 4, Columns = 3;
        Crossbar x = new(Rows, Columns, Enumerable.Range(1, Rows * Columns).Select(k => 1e-5 * k).ToArray())
        {
            Capacitances = new double[Rows * Columns],
            WordLines = new() { Segment = ohms * ohm, Near = LineEnd.Driven(), SegmentInductance = new(wordCoil), Stray = 1 * fF },
            BitLines = new() { Far = LineEnd.Grounded(), SegmentInductance = new(1e-12), Stray = 1 * fF },
        };
        Complex[] input = [.. Enumerable.Range(0, Rows).Select(i => new Complex(1 + (0.1 * i), 0.2 * i))];
        AlternatingGradient gradient = AlternatingGradient.Of(x.At(1 * GHz), input, outputs => outputs.ToArray().Select((i, j) => 2 * (j + 1) * i).ToArray(), tolerance);
        Assert.Equal(SolveStatus.Solved, gradient.Report.Status);
        Complex[] own = Exact(x);
        double[] expected = [.. Enumerable.Range(0, Rows * Columns).Select(k => Enumerable.Range(0, Columns).Sum(j => 2 * (j + 1) * (Complex.Conjugate(own[j]) * Derivatives(k)[j]).Real))];
        Assert.All(expected.Zip(gradient.Conductances.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 2 * tolerance * expected.Max(Math.Abs)));

        Complex[] Exact(Crossbar array) => CrossbarStarMesh.Outputs(array.At(1 * GHz), input);

        Complex[] Derivatives(int cell)
        {
            const double Near = 1e-5, Far = 2e-5;
            double g = x.Conductances.Span[cell];
            Complex[] near = Exact(With(x, cell, g + Near, 0)), far = Exact(With(x, cell, g + Far, 0));
            return [.. own.Select((i, j) => near[j] == i ? 0 : 1 / ((2 * Near / (near[j] - i)) - (Far / (far[j] - i))))];
        }
    }

    // Rounding of a node's current, 10⁻¹⁶ of what its segments would carry at the adjoint's voltage, flows down 400 of them: more than 10⁻¹³ of that voltage.
    [Fact]
    public void A_gradient_whose_nodes_hold_too_few_digits_says_so()
    {
        const int Rows = 400;
        Crossbar x = new(Rows, 1, Enumerable.Repeat(1e-5, Rows).ToArray()) { BitLines = new() { Far = LineEnd.Grounded(), SegmentInductance = new(1e-12), Stray = 1 * fF } };
        Complex[] input = [.. Enumerable.Range(0, Rows).Select(i => new Complex(1, 1e-3 * i))];
        Assert.Equal(SolveStatus.Solved, x.At(1 * GHz).Prepare(1e-13).Solve(input).Report.Status);
        Assert.Equal(SolveStatus.Stalled, AlternatingGradient.Of(x.At(1 * GHz), input, outputs => outputs, 1e-13).Report.Status);
    }

    private static double Slope(double step, Func<double, Crossbar> array, Complex[] input, Func<double, int>? row = null, Complex direction = default)
    {
        return (Loss(step) - Loss(-step)) / (2 * step);

        double Loss(double h)
        {
            Complex[] moved = [.. input], outputs = new Complex[4];
            if (row is not null)
                moved[row(h)] += h * direction;
            array(h).At(1 * MHz).Prepare(1e-13).Outputs(moved, outputs);
            return outputs.Select((i, j) => (j + 1) * Math.Pow(Complex.Abs(i), 2)).Sum();
        }
    }

    private static Crossbar With(Crossbar x, int cell, double conductance, double capacitance)
    {
        double[] g = x.Conductances.ToArray(), c = x.Capacitances.ToArray();
        (g[cell], c[cell]) = (conductance, capacitance);
        return new Crossbar(x.Rows, x.Columns, g) { Capacitances = c, Access = x.Access, WordLines = x.WordLines, BitLines = x.BitLines };
    }
}
