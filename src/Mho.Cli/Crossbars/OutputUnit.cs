using Mho.Circuits;

namespace Mho.Cli.Crossbars;

/// <summary>What bit lines give: current into a terminal, or the voltage of an open end.</summary>
/// <param name="Word">In a sentence.</param>
/// <param name="Symbol">The unit.</param>
internal sealed record OutputUnit(string Word, string Symbol)
{
    /// <summary>In the name of a JSON field.</summary>
    public string Name => char.ToUpperInvariant(Word[0]) + Word[1..];

    /// <summary>What an array gives.</summary>
    public static OutputUnit Of(Crossbar crossbar) => crossbar.BitLines.Far.Kind == LineEndKind.Open ? new("voltage", Voltage.Symbol) : new("current", Current.Symbol);
}
