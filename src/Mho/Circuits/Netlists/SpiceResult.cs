using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Mho.Circuits.Netlists;

/// <summary>What ngspice computed: one analysis of its binary raw file, with every digit.</summary>
/// <param name="Plot">The analysis, for example <c>Operating Point</c>.</param>
/// <param name="Names">Quantities in lower case: <c>v(w3_5)</c>, <c>i(vout5)</c>, <c>frequency</c>.</param>
/// <param name="Points">Points of the sweep; 1 of an operating point.</param>
/// <param name="Values">[points × names].</param>
public sealed record SpiceResult(string Plot, IReadOnlyList<string> Names, int Points, ReadOnlyMemory<Complex> Values)
{
    private readonly Dictionary<string, int> _places = Names.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);

    /// <summary>A quantity at a point of the sweep; <c>v(0)</c> is zero.</summary>
    /// <exception cref="ArgumentException">ngspice computed no such quantity.</exception>
    public Complex this[string name, int point = 0] =>
        _places.TryGetValue(name, out int place) ? Values.Span[(point * Names.Count) + place]
        : name == "v(0)" ? Complex.Zero
        : throw new ArgumentException($"ngspice gave no {name}.", nameof(name));

    /// <summary>The real part of a quantity at every point: the curve of a sweep or of a transient.</summary>
    /// <exception cref="ArgumentException">ngspice computed no such quantity.</exception>
    public double[] Curve(string name)
    {
        double[] curve = new double[Points];
        for (int point = 0; point < curve.Length; point++)
            curve[point] = this[name, point].Real;
        return curve;
    }

    /// <summary>Reads a raw file.</summary>
    /// <exception cref="InputException">Not such a file, or cut off.</exception>
    public static SpiceResult Parse(ReadOnlySpan<byte> bytes, string file)
    {
        int binary = bytes.IndexOf("\nBinary:\n"u8);
        if (binary < 0)
            throw new InputException("is no binary raw file of ngspice.", file);
        string[] lines = Encoding.Latin1.GetString(bytes[..binary]).Split('\n');
        int variables = Count(lines, "No. Variables:", file), points = Count(lines, "No. Points:", file), first = Array.FindIndex(lines, line => line.StartsWith("Variables:", StringComparison.Ordinal)) + 1;
        bool complex = Entry(lines, "Flags:", file).Contains("complex", StringComparison.Ordinal);
        ReadOnlySpan<byte> numbers = bytes[(binary + "\nBinary:\n".Length)..];
        int size = complex ? 2 * sizeof(double) : sizeof(double);
        if (first == 0 || lines.Length - first < variables || numbers.Length < (long)variables * points * size)
            throw new InputException("is cut off; was the disk full?", file);
        Complex[] values = new Complex[variables * points];
        for (int k = 0; k < values.Length; k++)
            values[k] = new(BinaryPrimitives.ReadDoubleLittleEndian(numbers[(k * size)..]), complex ? BinaryPrimitives.ReadDoubleLittleEndian(numbers[((k * size) + sizeof(double))..]) : 0);
        return new(Entry(lines, "Plotname:", file), [.. lines.Skip(first).Take(variables).Select(line => line.Split('\t')[2].ToLowerInvariant())], points, values);
    }

    private static int Count(string[] lines, string key, string file) => int.TryParse(Entry(lines, key, file), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        ? count : throw new InputException($"says nothing of {key}", file);

    private static string Entry(string[] lines, string key, string file) => Array.Find(lines, line => line.StartsWith(key, StringComparison.Ordinal)) is string line
        ? line[key.Length..].Trim() : throw new InputException($"says nothing of {key}", file);
}
