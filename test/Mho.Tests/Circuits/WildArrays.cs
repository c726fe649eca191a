using System.Numerics;
using Mho.Circuits;
using Mho.Numerics;
using static Mho.Units;

namespace Mho.Tests.Circuits;

/// <summary>Small arrays of everything that is legal at once: numbers over many decades, broken and ideal segments, shorts and open cells, every kind of line end.</summary>
internal static class WildArrays
{
    /// <summary>An array for direct current, and its inputs: of one sign, of both, or over nine decades.</summary>
    public static (Crossbar Crossbar, double[] Input) Direct(Key key)
    {
        bool large = key["large"].Uniform(0) < 0.2;
        int rows = 1 + key["rows"].Integer(0, large ? 30 : 11), columns = 1 + key["columns"].Integer(0, large ? 30 : 11);
        (double least, double greatest) = key["range"].Integer(0, 4) switch { 0 => (-6, -3), 1 => (-9, 3), 2 => (-9, -3), _ => (-5, -5.0) };
        double open = key["open"].Uniform(0) < 0.4 ? 0.9 * key["open"].Uniform(1) : 0, shorts = key["shorts"].Uniform(0) < 0.3 ? 0.1 * key["shorts"].Uniform(1) : 0;
        double[] cells = [.. Enumerable.Range(0, rows * columns).Select(k => key["kind"].Uniform(k) is var u && u < open ? 0 : u < open + shorts ? double.PositiveInfinity : Decades(key["cells"], k, least, greatest))];
        Crossbar crossbar = new(rows, columns, cells)
        {
            Access = (key["access"].Uniform(0) < 0.3 ? Decades(key["access"], 1, 0, 6) : 0) * ohm,
            WordLines = Wires(key["word"], rows, columns, word: true),
            BitLines = Wires(key["bit"], columns, rows, word: false),
        };
        int sign = key["sign"].Integer(0, 3);
        double scale = key["scale"].Integer(0, 4) switch { 0 => 1e-9, 1 => 1e9, _ => 1 };
        double[] input = [.. Enumerable.Range(0, rows).Select(i => scale * (sign == 0 ? key["input"].Uniform(i) : sign == 1 ? key["input"].Uniform(i) - 0.5 : key["off"].Uniform(i) < 0.3 ? 0 : Decades(key["input"], i, -9, 0)))];
        return (crossbar, input);
    }

    /// <summary>An array at 1 kHz to 10 GHz, its cells, strays and couplings 10 aF to 1 pF, its segments up to 1 nH.</summary>
    public static (AlternatingCrossbar Array, Complex[] Input) Alternating(Key key)
    {
        int rows = 1 + key["rows"].Integer(0, 7), columns = 1 + key["columns"].Integer(0, 7);
        double[] cells = [.. Enumerable.Range(0, rows * columns).Select(k => key["kind"].Uniform(k) switch { < 0.2 => 0, < 0.25 => double.PositiveInfinity, _ => Decades(key["cells"], k, -9, -2) })];
        Crossbar crossbar = new(rows, columns, cells)
        {
            Capacitances = Enumerable.Range(0, rows * columns).Select(k => Sometimes(key["farads"], k, 0.7, -16, -12)).ToArray(),
            Access = Sometimes(key["access"], 0, 0.3, 0, 5) * ohm,
            WordLines = Reactive(key["word"]) with { Near = LineEnd.Driven(Decades(key["source"], 0, -2, 4) * ohm) },
            BitLines = Reactive(key["bit"]) with { Far = key["far"].Uniform(0) < 0.7 ? LineEnd.Grounded(Decades(key["far"], 1, -2, 4) * ohm) : LineEnd.Open },
        };
        return (crossbar.At(new Frequency(Decades(key["hertz"], 0, 3, 10))), AlternatingCrossbarTests.Phasors(rows, key["phasors"]));
    }

    private static Wires Wires(Key key, int lines, int nodes, bool word)
    {
        Wires wires = new() { Segment = (key["ideal"].Uniform(0) < 0.15 ? 0 : Decades(key["ohm"], 0, -6, 6)) * ohm };
        if (key["own"].Uniform(0) < 0.5)
        {
            double decades = key["decades"].Integer(0, 3) switch { 0 => 0.5, 1 => 6, _ => 2 }, broken = key["broken"].Uniform(0) < 0.3 ? 0.05 : 0, ideal = key["ideal"].Uniform(1) < 0.3 ? 0.2 : 0;
            wires = wires with { Segments = Enumerable.Range(0, lines * (nodes + 1)).Select(k => key["kind"].Uniform(k) is var u && u < broken ? double.PositiveInfinity : u < broken + ideal ? 0 : Decades(key["segments"], k, -decades, decades)).ToArray() };
        }

        bool usual = key["usual"].Uniform(0) < 0.6;
        return word
            ? wires with { Near = usual ? End(key["near"], 2) : End(key["near"], key["ends"].Integer(0, 3)), Far = usual ? LineEnd.Open : End(key["far"], key["ends"].Integer(1, 3)) }
            : wires with { Near = usual ? LineEnd.Open : End(key["near"], key["ends"].Integer(0, 2)), Far = usual ? End(key["far"], 1) : End(key["far"], key["ends"].Integer(1, 2)) };
    }

    private static LineEnd End(Key key, int kind)
    {
        Resistance resistance = Sometimes(key, 0, 0.5, -3, 6) * ohm;
        return kind switch { 0 => LineEnd.Open, 1 => LineEnd.Grounded(resistance), _ => LineEnd.Driven(resistance) };
    }

    private static Wires Reactive(Key key) => new()
    {
        Segment = Decades(key["ohm"], 0, -3, 4) * ohm,
        Stray = new(Sometimes(key["stray"], 0, 0.5, -17, -13)),
        Coupling = new(Sometimes(key["coupling"], 0, 0.5, -17, -13)),
        SegmentInductance = new(Sometimes(key["coil"], 0, 0.5, -14, -9)),
    };

    private static double Sometimes(Key key, int index, double share, double from, double to) => key["there"].Uniform(index) < share ? Decades(key, index, from, to) : 0;

    private static double Decades(Key key, int index, double from, double to) => Math.Pow(10, from + ((to - from) * key.Uniform(index)));
}
