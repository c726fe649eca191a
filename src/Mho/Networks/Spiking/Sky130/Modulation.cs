namespace Mho.Networks.Spiking.Sky130;

/// <summary>Channel-length modulation of a transistor used as a source, over the currents it is used for.</summary>
/// <param name="Lambda">λ, 1/V: the mean, which the model takes for all currents.</param>
/// <param name="Least">The smallest over these currents.</param>
/// <param name="Most">The largest.</param>
public sealed record Modulation(double Lambda, double Least, double Most)
{
    // Weights over which λ is averaged: below, a synapse hardly matters; above, few weights of a trained network lie.
    internal const double From = 0.1, To = 2;
    private const int Points = 20;

    /// <summary>λ of a sweep's straight lines, averaged over weights of 0.1 to 2, as many in each octave: as gate voltages in equal steps have them, and trained networks.</summary>
    /// <param name="sweep">The branch.</param>
    /// <param name="rest">V₀.</param>
    /// <param name="unit">The current of a weight of 1, A.</param>
    internal static Modulation Of(BranchSweep sweep, Voltage rest, double unit)
    {
        List<double> lambdas = [];
        for (int point = 0; point < Points; point++)
            lambdas.Add(At(sweep, rest, From * Math.Pow(To / From, (double)point / (Points - 1)) * unit));
        return new(lambdas.Average(), lambdas.Min(), lambdas.Max());
    }

    /// <summary>λ at a current, between the two gate voltages nearest to it.</summary>
    /// <exception cref="InvalidOperationException">The sweep does not reach it.</exception>
    internal static double At(BranchSweep sweep, Voltage rest, double ampere)
    {
        (double Ampere, double Lambda) before = sweep.Line(0, rest);
        for (int gate = 1; gate < sweep.Gates.Count; gate++)
        {
            (double Ampere, double Lambda) after = sweep.Line(gate, rest);
            if (before.Ampere <= ampere && ampere <= after.Ampere)
                return before.Lambda + ((after.Lambda - before.Lambda) * Math.Log(ampere / before.Ampere) / Math.Log(after.Ampere / before.Ampere));
            before = after;
        }

        throw new InvalidOperationException($"a current of {new Current(ampere)} is outside the sweep, which ends at {new Current(before.Ampere)}; lower the capacitance or lengthen the window.");
    }
}
