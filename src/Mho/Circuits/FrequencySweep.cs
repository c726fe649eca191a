using System.Numerics;
using Mho.Numerics;

namespace Mho.Circuits;

/// <summary>A crossbar under alternating current of many frequencies; each is solved alone, all threads share them, and bytes do not depend on how many there are.</summary>
/// <param name="Crossbar">The array.</param>
/// <param name="Frequencies">Above zero.</param>
public sealed record FrequencySweep(Crossbar Crossbar, IReadOnlyList<Frequency> Frequencies)
{
    /// <summary>The array.</summary>
    public Crossbar Crossbar { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = Crossbar ?? throw new ArgumentNullException(nameof(Crossbar));

    /// <summary>Above zero.</summary>
    public IReadOnlyList<Frequency> Frequencies { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = Frequencies ?? throw new ArgumentNullException(nameof(Frequencies));

    /// <summary>Admittance of each cell at a frequency, S [rows × columns], the access resistance left out; null for G + jωC.</summary>
    public Func<Frequency, ReadOnlyMemory<Complex>>? Admittances { get; init; }

    /// <summary>Frequencies at equal ratios, both ends included.</summary>
    public static IReadOnlyList<Frequency> Logarithmic(Frequency from, Frequency to, int points) => Spaced(from, to, points, share => from.SI * Math.Pow(to.SI / from.SI, share));

    /// <summary>Frequencies at equal distances, both ends included.</summary>
    public static IReadOnlyList<Frequency> Linear(Frequency from, Frequency to, int points) => Spaced(from, to, points, share => from.SI + (share * (to.SI - from.SI)));

    private static Frequency[] Spaced(Frequency from, Frequency to, int points, Func<double, double> hertz)
    {
        if (!(from.SI > 0) || !(to.SI >= from.SI) || !double.IsFinite(to.SI) || points < 1 || (points == 1 && to.SI > from.SI))
            throw new ArgumentOutOfRangeException(nameof(to), $"{points} points from {from} to {to}; give two or more, from more than 0 Hz upwards.");
        return [.. Enumerable.Range(0, points).Select(k => k == points - 1 ? to : new Frequency(hertz(k / (double)(points - 1))))];
    }

    /// <summary>The outputs of one input at every frequency.</summary>
    /// <param name="input">V [rows], the same at each frequency.</param>
    /// <param name="tolerance">Relative error of each output, 10⁻¹⁴ … 0.1.</param>
    public FrequencyResponse Run(ReadOnlyMemory<Complex> input, double tolerance = 1e-9)
    {
        if (input.Length != Crossbar.Rows)
            throw new ArgumentException($"{input.Length} inputs; give one voltage for each of the {Crossbar.Rows} rows.", nameof(input));
        CrossbarCheck.Finite(input.Span, Crossbar.Rows);
        CrossbarMemory.RequireSweep(Crossbar.Rows, Crossbar.Columns, Frequencies.Count, CrossbarCircuit.Coupled(Crossbar));
        AlternatingCrossbar[] arrays = [.. Frequencies.Select(At)];
        Complex[] outputs = new Complex[arrays.Length * Crossbar.Columns];
        SolveReport[] reports = new SolveReport[arrays.Length];
        Workers.Run(arrays.Length, new Points(arrays, input, tolerance, outputs, reports));
        return new() { Sweep = this, Input = input, Outputs = outputs, Reports = reports };
    }

    private AlternatingCrossbar At(Frequency frequency) => Admittances is null ? Crossbar.At(frequency) : Crossbar.At(frequency) with { Admittances = Admittances(frequency) };

    private sealed class Points(AlternatingCrossbar[] arrays, ReadOnlyMemory<Complex> input, double tolerance, Complex[] outputs, SolveReport[] reports) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            int columns = arrays[chunk].Crossbar.Columns;
            reports[chunk] = arrays[chunk].Prepare(tolerance).Outputs(input, outputs.AsMemory(chunk * columns, columns));
        }
    }
}
