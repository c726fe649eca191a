using System.Globalization;
using System.Text.RegularExpressions;

namespace Mho.Networks.Spiking.Sky130;

/// <summary>The parts of a model file that a circuit needs.</summary>
/// <remarks>
/// The process gives every transistor a subcircuit with a model for each range of sizes, and ngspice copies all of them for every transistor: 300 transistors of
/// one size take 290 s and 1.8 GB to read, and 0.4 s with the one model that fits.
/// </remarks>
internal static partial class ModelBins
{
    private const string Model = "\n.model ", End = "\n.ends";

    /// <summary>The file's text without the models that no transistor of the circuit has the size of; every other line as it is.</summary>
    /// <param name="text">A file with one subcircuit.</param>
    /// <param name="file">Its name for errors.</param>
    /// <param name="sizes">The circuit's transistors of this kind.</param>
    /// <exception cref="InputException">No model fits a size, or the file is another.</exception>
    public static string Pick(string text, string file, IEnumerable<Transistor> sizes)
    {
        text = text.ReplaceLineEndings("\n");
        int first = text.IndexOf(Model, StringComparison.Ordinal), end = text.IndexOf(End, Math.Max(0, first), StringComparison.Ordinal);
        if (first < 0 || end < 0)
            throw new InputException("holds no subcircuit with models; it is not the model file of a transistor.", file);
        string[] models = text[first..end].Split(Model, StringSplitOptions.RemoveEmptyEntries);
        (double Least, double Most, double Narrowest, double Widest)[] ranges = [.. models.Select(model => Range(model, file))];
        SortedSet<int> needed = [];
        foreach (Transistor size in sizes)
            needed.Add(Array.FindIndex(ranges, range => Fits(size, range)) is >= 0 and int place ? place : throw new InputException($"has no model for {size.Width} µm x {size.Length} µm; choose a size that is in it.", file));
        return string.Concat([text[..first], .. needed.Select(place => Model + models[place]), text[end..]]);
    }

    // Limits are in metres and printed in powers of ten: a picometre is no difference. The upper one belongs to the next range, as in ngspice.
    private static bool Fits(Transistor size, (double Least, double Most, double Narrowest, double Widest) range) =>
        Within(1e-6 * size.Length, range.Least, range.Most) && Within(1e-6 * size.Width, range.Narrowest, range.Widest);

    private static bool Within(double value, double low, double high) => value > low - 1e-12 && value < high - 1e-12;

    private static (double Least, double Most, double Narrowest, double Widest) Range(string model, string file)
    {
        Match match = Limits().Match(model);
        return match.Success
            ? (Number(match, 1), Number(match, 2), Number(match, 3), Number(match, 4))
            : throw new InputException($"{model.Split(' ')[0]} does not say for which sizes it is; it is not the model file of a transistor.", file);
    }

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"lmin = (\S+) lmax = (\S+) wmin = (\S+) wmax = (\S+)")]
    private static partial Regex Limits();
}
