using Mho.Circuits;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Circuits;

/// <summary>Arrays with few rows driven: columns far from these are reached last and carry little, and are asked to be as exact as any other.</summary>
public sealed class SparseInputTests
{
    [Theory]
    [InlineData(3, 150, 100, 0, 0)]
    [InlineData(64, 64, 100, 0, 5)]
    [InlineData(30, 90, 100, 0, 17)]
    [InlineData(17, 2, 100, 0.5, 3)]
    [InlineData(3, 5, 100, 0.5, 1)]
    [InlineData(121, 2, 10, 0, 60)]
    [InlineData(1000, 3, 1, 0.5, 0)]
    [InlineData(61, 5, 0.1, 0, 11)]
    public void Every_column_is_within_the_tolerance(int rows, int columns, double ohm, double open, int row)
    {
        for (int draw = 0; draw < 8; draw++)
        {
            Crossbar crossbar = new Crossbar(rows, columns, Cells(rows, columns, open, new Key(51)["cells"][draw])).WithSegments(new(ohm), new(ohm));
            double[] input = new double[rows], outputs = new double[columns];
            input[row] = 1;
            double[] exact = CrossbarStarMesh.Outputs(crossbar, input);
            foreach (double tolerance in (double[])[1e-4, 1e-6, 1e-9])
            {
                Assert.True(crossbar.Prepare(tolerance).Outputs(input, outputs).Solved);
                Close(exact, outputs, tolerance);
            }
        }
    }

    // The array is linear: one sign is as good as the other, and a row at 0 V, whose zero has a sign too, is of neither. Taken for currents of both signs, columns of
    // 10⁻¹² of the largest were missed by up to 17 times.
    [Theory]
    [InlineData(-1, false)]
    [InlineData(-1, true)]
    [InlineData(1, true)]
    public void Voltages_of_one_sign_are_as_exact_whichever_it_is(double sign, bool negativeZero)
    {
        const int Rows = 9, Columns = 7;
        for (int draw = 0; draw < 100; draw++)
        {
            Key key = new Key(54)["array"][draw];
            double[] cells = [.. Enumerable.Range(0, Rows * Columns).Select(k => key["short"].Uniform(k) < 0.1 ? double.PositiveInfinity : Math.Pow(10, -11 + (8 * key["siemens"].Uniform(k))))];
            PreparedCrossbar<double> prepared = new Crossbar(Rows, Columns, cells).WithSegments(new(1e-4), new(60)).Prepare(1e-9);
            double[] input = new double[Rows], other = new double[Rows], outputs = new double[Columns], others = new double[Columns];
            Array.Fill(other, negativeZero ? -0.0 : 0);
            (input[0], input[5], other[0], other[5]) = (1, 1, sign, sign);
            Assert.True(prepared.Outputs(input, outputs).Solved);
            Assert.True(prepared.Outputs(other, others).Solved);
            Assert.Equal(outputs, others.Select(output => sign * output));
        }
    }

    // Residuals of nodes that are one were kept apart: their rounding, a share of what flows near the driven row, hid what the far end had still to learn.
    [Theory]
    [InlineData(10, 0)]
    [InlineData(100, 0)]
    [InlineData(100, 0.5)]
    public void Ideal_segments_between_resistive_ones_solve_from_any_row(double ohm, double open)
    {
        const int Rows = 600, Columns = 3;
        Key key = new(52);
        double[] segments = [.. Enumerable.Range(0, Columns * (Rows + 1)).Select(k => key["ideal"].Uniform(k) < 0.05 ? 0 : ohm)];
        Crossbar crossbar = new Crossbar(Rows, Columns, Cells(Rows, Columns, open, key["cells"])).WithSegments(new(ohm), new(ohm));
        crossbar = crossbar with { BitLines = crossbar.BitLines with { Segments = segments } };
        double[] matrix = new double[Rows * Columns], outputs = new double[Columns];
        PreparedCrossbar<double> prepared = crossbar.Prepare(1e-9);
        Assert.True(prepared.EffectiveMatrix(matrix).Solved);
        for (int row = 0; row < Rows; row += 60)
        {
            double[] input = new double[Rows];
            input[row] = 1;
            double[] exact = CrossbarStarMesh.Outputs(crossbar, input);
            Assert.True(prepared.Outputs(input, outputs).Solved, $"row {row}");
            Close(exact, outputs, 1e-9);
            double largest = exact.Max();
            for (int j = 0; j < Columns; j++)
                Assert.InRange(Math.Abs(matrix[(row * Columns) + j] - exact[j]), 0, 1e-9 * largest);
        }
    }

    [Theory]
    [InlineData(1e-160)]
    [InlineData(1e160)]
    public void Voltages_whose_squares_no_number_holds_are_refused(double volts)
    {
        PreparedCrossbar<double> prepared = new Crossbar(3, 2, Cells(3, 2, 0, new(53))).WithSegments(new(1), new(1)).Prepare();
        ArgumentOutOfRangeException refused = Assert.Throws<ArgumentOutOfRangeException>(() => prepared.Outputs(new[] { volts, 0, -volts }, new double[2]));
        Assert.Contains("scale", refused.Message, StringComparison.Ordinal);
    }

    // Voltages times conductances that only denormal numbers hold: digits are gone, and the report says so.
    [Theory]
    [InlineData(1e-159)]
    [InlineData(1e-165)]
    public void Conductances_whose_currents_are_denormal_are_not_called_solved(double siemens)
    {
        double[] cells = [.. Cells(3, 2, 0, new(54)).Select(g => g * siemens)];
        Crossbar crossbar = new Crossbar(3, 2, cells).WithSegments(new(1), new(1));
        Assert.Equal(SolveStatus.Broken, crossbar.Prepare().Outputs(new[] { 1e-100, 1e-100, 0 }, new double[2]).Status);
    }

    private static double[] Cells(int rows, int columns, double open, Key key) =>
        [.. Enumerable.Range(0, rows * columns).Select(k => key["open"].Uniform(k) < open ? 0 : Math.Pow(10, -6 + (3 * key["siemens"].Uniform(k))))];

    private static void Close(double[] exact, double[] found, double tolerance)
    {
        double floor = 1e-12 * exact.Max();
        for (int j = 0; j < exact.Length; j++)
            Assert.True(Math.Abs(found[j] - exact[j]) <= tolerance * (exact[j] + floor), $"tolerance {tolerance}, column {j}: {found[j]} instead of {exact[j]}, off by {Math.Abs((found[j] / exact[j]) - 1):E1}");
    }
}
