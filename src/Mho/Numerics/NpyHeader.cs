using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Mho.Numerics;

/// <summary>The line of text in an npy file that says what its bytes are.</summary>
/// <remarks>
/// A Python dictionary with the keys <c>descr</c>, <c>fortran_order</c> and <c>shape</c>, padded with blanks to a line end at a multiple of 64 bytes.
/// NumPy Enhancement Proposal 1; reference page numpy.lib.format.
/// </remarks>
/// <param name="BigEndian">Whether the first byte of a number is its highest.</param>
/// <param name="Order">Which index moves fastest.</param>
/// <param name="Shape">One or two lengths.</param>
internal sealed partial record NpyHeader(bool BigEndian, NpyOrder Order, long[] Shape)
{
    /// <summary>Bytes before the dictionary in version 1.0: signature, version, length.</summary>
    public const int Start = 10;

    private const int Alignment = 64;

    /// <summary>The first bytes of every npy file.</summary>
    public static ReadOnlySpan<byte> Signature => "\u0093NUMPY"u8[1..]; // U+0093 is C2 93 in UTF-8

    /// <summary>How many numbers follow.</summary>
    public UInt128 Count => Shape.Aggregate(UInt128.One, (product, length) => product * (UInt128)length);

    /// <summary>Reads the dictionary.</summary>
    /// <exception cref="InputException">No such dictionary, or numbers that are not float64 in one or two dimensions.</exception>
    public static NpyHeader Parse(ReadOnlySpan<byte> bytes, string file)
    {
        string text = Encoding.Latin1.GetString(bytes);
        string rest = text.Trim();
        string? type = Take(TypeEntry(), ref rest), order = Take(OrderEntry(), ref rest), shape = Take(ShapeEntry(), ref rest);
        if (type is null && text.Contains("descr", StringComparison.Ordinal) && shape is not null)
            throw new InputException("holds records of several fields; save one plain array of float64.", file);
        if (type is null || order is null || shape is null || !Leftovers().IsMatch(rest))
            throw new InputException($"its header {Shown(text)} does not say descr, fortran_order and shape; is the file damaged?", file);
        if (type is not ("<f8" or ">f8"))
            throw new InputException($"holds numbers of type {Shown(type)}, not float64; save array.astype(\"float64\").", file);
        string[] lengths = [.. shape.Split(',').Select(length => length.Trim().TrimEnd('L')).Where(length => length.Length > 0)];
        if (lengths.Length is not (1 or 2))
            throw new InputException($"has shape ({shape}); give one or two dimensions.", file);
        long[] parsed = [.. lengths.Select(length => long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new InputException($"has shape ({shape}); {length} is no length.", file))];
        return new(type[0] == '>', order == "True" ? NpyOrder.Fortran : NpyOrder.C, parsed);
    }

    /// <summary>Everything before the numbers, version 1.0.</summary>
    public byte[] ToBytes()
    {
        string shape = Shape.Length == 1 ? $"({Shape[0]},)" : $"({Shape[0]}, {Shape[1]})";
        string text = $"{{'descr': '{(BigEndian ? '>' : '<')}f8', 'fortran_order': {Order == NpyOrder.Fortran}, 'shape': {shape}, }}";
        int whole = (Start + text.Length + 1 + Alignment - 1) / Alignment * Alignment, length = whole - Start;
        return [.. Signature, 1, 0, (byte)length, (byte)(length >> 8), .. Encoding.ASCII.GetBytes(text.PadRight(length - 1)), (byte)'\n'];
    }

    private static string? Take(Regex entry, ref string rest)
    {
        Match match = entry.Match(rest);
        if (!match.Success)
            return null;
        rest = rest.Remove(match.Index, match.Length);
        return match.Groups[1].Value;
    }

    private static string Shown(string text) => "\"" + (text.Length > 60 ? text[..60] + "…" : text.Trim()) + "\"";

    [GeneratedRegex("""['"]descr['"]\s*:\s*['"]([^'"]*)['"]""")]
    private static partial Regex TypeEntry();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(True|False)""")]
    private static partial Regex OrderEntry();

    [GeneratedRegex("""['"]shape['"]\s*:\s*\(([^()]*)\)""")]
    private static partial Regex ShapeEntry();

    [GeneratedRegex(@"^\{[\s,]*\}$")]
    private static partial Regex Leftovers();
}
