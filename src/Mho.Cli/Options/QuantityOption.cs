using System.CommandLine;
using System.CommandLine.Parsing;

namespace Mho.Cli.Options;

/// <summary>An option that takes a quantity with its unit, 0 or more: <c>--wire "1 ohm"</c>; null if it is not given.</summary>
internal sealed class QuantityOption<T> : Option<T?>
    where T : struct, IQuantity<T>
{
    public QuantityOption(string name, string description, string example)
        : base(name)
    {
        Description = description;
        HelpName = $"\"{example}\"";
        CustomParser = Parse;
    }

    /// <summary>Whether 0 is refused as well.</summary>
    public bool Positive { get; init; }

    /// <summary>What a text says.</summary>
    /// <exception cref="FormatException">No quantity, or one below the limit; says so without the option's name.</exception>
    public static T Parse(string text, bool positive)
    {
        double si = T.Symbol == Duration.Symbol ? DurationNotation.Parse(text, T.Name) : EngineeringNotation.Parse(text, T.Symbol, T.Name);
        return si < 0 ? throw new FormatException($"{text} is negative; give {(positive ? "more than 0 " + T.Symbol : $"0 {T.Symbol} or more")}.")
            : si == 0 && positive ? throw new FormatException($"{text} is not above 0 {T.Symbol}; give more.")
            : double.IsFinite(si) ? T.FromSI(si)
            : throw new FormatException($"{text} is more than {double.MaxValue:G2} {T.Symbol}; give less.");
    }

    private T? Parse(ArgumentResult result)
    {
        try
        {
            return Parse(result.Tokens[0].Value, Positive);
        }
        catch (FormatException exception)
        {
            result.AddError($"{Name}: {exception.Message}");
            return null;
        }
    }
}
