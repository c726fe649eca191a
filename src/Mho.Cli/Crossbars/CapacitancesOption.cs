using System.CommandLine;
using System.CommandLine.Parsing;
using Mho.Circuits;
using Mho.Cli.Options;
using Mho.Numerics;

namespace Mho.Cli.Crossbars;

/// <summary>The capacitance beside each cell: one for all, or a file.</summary>
internal sealed class CapacitancesOption : Option<string?>, IReadsFile
{
    private static readonly string[] Endings = [".npy", ".csv"];

    public CapacitancesOption()
        : base("--capacitances")
    {
        Description = "Beside each cell: one for all, or a file of F, rows x columns.";
        HelpName = "\"1 fF\"|file";
        CustomParser = Parse;
    }

    /// <inheritdoc/>
    public string? File(ParseResult parsed) => parsed.GetValue(this) is string text && IsFile(text) ? text : null;

    /// <summary>F [rows × columns]; empty if none are given.</summary>
    public ReadOnlyMemory<double> Read(ParseResult parsed, Crossbar crossbar)
    {
        if (parsed.GetValue(this) is not string text)
            return default;
        double[] same = new double[crossbar.Conductances.Length];
        if (!IsFile(text))
        {
            same.AsSpan().Fill(QuantityOption<Capacitance>.Parse(text, positive: false).SI);
            return same;
        }

        NpyArray c = MatrixFile.Read<Capacitance>(text);
        if (c.Rows != crossbar.Rows || c.Columns != crossbar.Columns)
            throw new InputException($"has {c.Rows} x {c.Columns} numbers for {crossbar.Rows} x {crossbar.Columns} cells; give one capacitance for each.", text);
        for (int k = 0; k < c.Values.Length; k++)
        {
            if (!(c.Values.Span[k] >= 0 && double.IsFinite(c.Values.Span[k])))
                throw new InputException($"row {k / c.Columns}, column {k % c.Columns}: a capacitance of {c.Values.Span[k]} F; give 0 or more, finite.", text);
        }

        return c.Values;
    }

    private string Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        try
        {
            if (!IsFile(text))
                QuantityOption<Capacitance>.Parse(text, positive: false);
        }
        catch (FormatException exception)
        {
            result.AddError($"{Name}: {exception.Message.TrimEnd('.')}; or name a .npy or .csv file.");
        }

        return text;
    }

    private static bool IsFile(string text) => Endings.Contains(Path.GetExtension(text), StringComparer.OrdinalIgnoreCase);
}
