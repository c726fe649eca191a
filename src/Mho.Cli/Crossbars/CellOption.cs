using System.CommandLine;
using Mho.Circuits.Cells;
using Mho.Cli.Options;
using Mho.Experiments.Binding;

namespace Mho.Cli.Crossbars;

/// <summary>The option that gives cells a law of their own.</summary>
internal sealed class CellOption : Option<string?>, IReadsFile
{
    public CellOption()
        : base("--cell")
    {
        Description = """
            Law of the cells instead of a resistor, G its conductance: sinh, diode-selector or polynomial; with its numbers '{"model": "sinh", "bend": 3}', '{"model": "diode-selector", "saturation": "1 nA", "slope": "40 mV"}', '{"model": "polynomial", "coefficients": [0, 0.33], "limit": 2}' for I = G (V + 0 V^2 + 0.33 V^3) to 2 V; or a .json file of such a text.
            """;
        HelpName = "law";
    }

    /// <summary>The law; null for resistors.</summary>
    public ICellCurrent? Read(ParseResult parsed) => parsed.GetValue(this) switch
    {
        null => null,
        string text => RecordJson.Read<ICellCurrent>(IsObject(text) ? text : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"", Name),
    };

    /// <summary>The law as SPICE is told of it.</summary>
    public ISpiceCell? Spice(ParseResult parsed) => Read(parsed) switch
    {
        null => null,
        ISpiceCell cell => cell,
        ICellCurrent cell => throw new InputException($"{cell.GetType().Name} does not say how SPICE would compute it.", field: Name),
    };

    /// <inheritdoc/>
    public string? File(ParseResult parsed) => parsed.GetValue(this) is string text && !IsObject(text) && text.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? text : null;

    private static bool IsObject(string text) => text.TrimStart().StartsWith('{');
}
