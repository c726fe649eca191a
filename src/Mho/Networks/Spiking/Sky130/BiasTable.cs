using System.Globalization;

namespace Mho.Networks.Spiking.Sky130;

/// <summary>Gate voltage ↔ current of a transistor used as a source, from a sweep; the same table is read in both directions.</summary>
/// <remarks>ln I is linear in the voltage between two points, so one direction inverts the other exactly. In steps of 5 mV the current is right to some 1e-4: its logarithm bends by at most some 50/V².</remarks>
public sealed record BiasTable
{
    private readonly double[] _volts, _logarithms;

    /// <summary>A table.</summary>
    /// <param name="volts">Gate voltages, rising or falling.</param>
    /// <param name="amperes">Currents, strictly rising.</param>
    /// <exception cref="ArgumentException">Not as many of both, fewer than two, or not monotone; says where.</exception>
    public BiasTable(IReadOnlyList<double> volts, IReadOnlyList<double> amperes)
    {
        ArgumentNullException.ThrowIfNull(volts);
        ArgumentNullException.ThrowIfNull(amperes);
        if (volts.Count != amperes.Count || volts.Count < 2)
            throw new ArgumentException($"{volts.Count} voltages and {amperes.Count} currents; give as many of both, two at least.", nameof(amperes));
        for (int i = 0; i < volts.Count; i++)
        {
            bool rises = i == 0 || (amperes[i] > amperes[i - 1] && (volts[i] - volts[i - 1]) * (volts[1] - volts[0]) > 0);
            if (!(amperes[i] > 0 && double.IsFinite(amperes[i]) && double.IsFinite(volts[i]) && rises))
                throw new ArgumentException($"point {i}, {volts[i]} V and {amperes[i]} A, does not go on from the one before: a table that can be inverted has rising currents above 0.", nameof(amperes));
        }

        (Volts, Amperes) = ([.. volts], [.. amperes]);
        (_volts, _logarithms) = ([.. volts], [.. amperes.Select(ampere => Math.Log(ampere))]);
    }

    /// <summary>Gate voltages, V.</summary>
    public IReadOnlyList<double> Volts { get; }

    /// <summary>Currents, A, rising.</summary>
    public IReadOnlyList<double> Amperes { get; }

    /// <summary>The current at a gate voltage.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside the sweep.</exception>
    public Current CurrentAt(Voltage gate) => new(Math.Exp(Read(_volts, _logarithms, gate.SI, gate, nameof(gate), "V", Volts)));

    /// <summary>The gate voltage of a current.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside the sweep.</exception>
    public Voltage VoltageFor(Current current) => new(Read(_logarithms, _volts, Math.Log(current.SI), current, nameof(current), "A", Amperes));

    /// <summary>Whether a current can be set.</summary>
    public bool Reaches(Current current) => current.SI >= Amperes[0] && current.SI <= Amperes[^1];

    private static double Read(double[] from, double[] to, double at, object said, string name, string unit, IReadOnlyList<double> shown)
    {
        bool falls = from[^1] < from[0];
        double low = falls ? from[^1] : from[0], high = falls ? from[0] : from[^1];
        // A current that was computed from a voltage at an end of the table may miss that end by a rounding.
        double slack = 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high));
        if (!(at >= low - slack && at <= high + slack))
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"{said} is outside the sweep of {Math.Min(shown[0], shown[^1]):G4} to {Math.Max(shown[0], shown[^1]):G4} {unit}; lower the weight, or sweep further."));
        int place = Array.BinarySearch(from, at, falls ? Comparer<double>.Create((a, b) => b.CompareTo(a)) : null);
        int next = Math.Clamp(place >= 0 ? place : ~place, 1, from.Length - 1);
        double share = Math.Clamp((at - from[next - 1]) / (from[next] - from[next - 1]), 0, 1);
        return to[next - 1] + (share * (to[next] - to[next - 1]));
    }
}
