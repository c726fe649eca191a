using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Mho.Circuits;

namespace Mho.Cli.Crossbars;

/// <summary>Which columns are drawn: <c>0,3,5</c>.</summary>
internal sealed class ColumnsOption : Option<int[]?>
{
    // As many as the palette has colours.
    private const int Standard = 7;

    public ColumnsOption()
        : base("--columns")
    {
        Description = $"Columns that are drawn, from 0; the first {Standard} if not given.";
        HelpName = "0,3,5";
        CustomParser = Parse;
    }

    /// <summary>The columns of an array.</summary>
    public int[] Read(ParseResult parsed, Crossbar crossbar)
    {
        // Not given, a list is empty.
        int[] columns = parsed.GetValue(this) is { Length: > 0 } given ? given : [.. Enumerable.Range(0, Math.Min(Standard, crossbar.Columns))];
        int beyond = Array.Find(columns, column => column >= crossbar.Columns);
        return beyond == 0 ? columns : throw new InputException($"there are {crossbar.Columns} columns, counted from 0; there is no {beyond}.", field: Name);
    }

    private int[]? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        int[] columns = [.. text.Split(',').Select(part => int.TryParse(part, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int column) ? column : -1)];
        if (columns.Contains(-1))
            result.AddError($"{Name}: \"{text}\" is no list of columns; give whole numbers from 0 with commas between, for example {HelpName}.");
        return columns;
    }
}
