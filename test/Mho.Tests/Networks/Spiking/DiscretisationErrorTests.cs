using Mho.Networks.Spiking;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Networks.Spiking;

/// <summary>The mean error of the discretised potential, computed before by another program in plain loops: 1000 spikes U(0, 1), weights N(0, 16/1000), uniform grid Δτ = 1/M.</summary>
/// <remarks>A mean of n draws has a standard error of 0.76/√n: 4 % for the 400 of the table, 6 % for those here, 7 % together. Law: O(Δτ²/|E|), Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 48 and 91; with weights as large as these 1/|E| is only reached for |E| of some hundreds.</remarks>
public sealed class DiscretisationErrorTests
{
    private const int Inputs = 1000, Draws = 160;
    private static readonly int[] Intervals = [4, 8, 16, 32, 64, 128];
    private static readonly (double E, double[] Errors)[] Table =
    [
        (1, [8.53e-3, 5.29e-3, 2.98e-3, 1.30e-3, 4.25e-4, 1.19e-4]),
        (4, [2.43e-2, 1.06e-2, 3.42e-3, 9.51e-4, 2.31e-4, 6.15e-5]),
        (16, [2.64e-2, 7.34e-3, 1.89e-3, 4.80e-4, 1.13e-4, 2.96e-5]),
        (64, [1.20e-2, 3.05e-3, 7.91e-4, 1.99e-4, 4.84e-5, 1.25e-5]),
        (256, [3.70e-3, 9.30e-4, 2.42e-4, 6.04e-5, 1.49e-5, 3.83e-6]),
    ];

    [Fact]
    public void The_table_of_mean_errors_and_its_slopes()
    {
        double[][] errors = [.. Table.Select(row => Errors(row.E))];
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', errors.Select(row => string.Join("  ", row.Select(error => $"{error:0.00e+0}")))));
        List<string> off = [];
        for (int row = 0; row < Table.Length; row++)
        {
            for (int m = 0; m < Intervals.Length; m++)
            {
                double ratio = errors[row][m] / Table[row].Errors[m];
                if (ratio is < 0.75 or > 1.25)
                    off.Add($"E = {Table[row].E}, M = {Intervals[m]}: {errors[row][m]:0.00e+0} is {ratio:0.00} of the table");
                if (Table[row].E >= 4 && Intervals[m] > 16)
                    Assert.InRange(Math.Log2(errors[row][m] / errors[row][m - 1]), -2.35, -1.6);
            }
        }

        Assert.True(off.Count == 0, string.Join("; ", off));
    }

    [Fact]
    public void The_error_falls_as_one_over_E_once_E_is_large()
    {
        double at1024 = Errors(1024)[3], at4096 = Errors(4096)[3];
        Assert.InRange(Math.Log(at4096 / at1024) / Math.Log(4), -1.1, -0.9);
    }

    private static double[] Errors(double magnitude)
    {
        Membrane membrane = new(ReversalPotentials.Symmetric(magnitude));
        double[] sums = new double[Intervals.Length], times = new double[Inputs], weights = new double[Inputs], exact = new double[1], spread = new double[1];
        for (int draw = 0; draw < Draws; draw++)
        {
            Key key = new Key(412)["error table"][draw];
            key["times"].FillUniform(times);
            key["weights"].FillNormal(weights);
            for (int j = 0; j < Inputs; j++)
                weights[j] *= 4 / Math.Sqrt(Inputs);
            EventDrivenLayer.Potentials<double>(membrane, 1, times, weights, 1, exact);
            for (int m = 0; m < Intervals.Length; m++)
            {
                DiscretisedLayer.Potentials<double>(membrane, new TimeGrid(Intervals[m] + 1), times, weights, 1, spread);
                sums[m] += Math.Abs(spread[0] - exact[0]) / Draws;
            }
        }

        return sums;
    }
}
