using System.CommandLine;
using System.CommandLine.Parsing;
using Mho.Circuits;
using Mho.Cli.Options;

namespace Mho.Cli.Crossbars;

/// <summary>An option that says what stands at an end of the lines, and through which resistance: <c>open</c>, <c>grounded</c>, <c>"driven 50 ohm"</c>.</summary>
internal sealed class LineEndOption : Option<(LineEndKind Kind, Resistance? Resistance)?>
{
    private readonly LineEndKind[] _kinds;

    public LineEndOption(string name, string description, params LineEndKind[] kinds)
        : base(name)
    {
        _kinds = kinds;
        Description = description;
        HelpName = string.Join('|', kinds.Select(Word));
        CustomParser = Parse;
    }

    private (LineEndKind, Resistance?)? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value, plain = text.Trim(), word = plain.Split(' ')[0], rest = plain[word.Length..].Trim();
        int index = Array.FindIndex(_kinds, kind => Word(kind) == word);
        try
        {
            return index < 0 ? throw new FormatException($"\"{text}\" is none of {string.Join(", ", _kinds.Select(Word))}; give one, with a resistance if it has any: \"{Word(_kinds[0])} 50 ohm\".")
                : rest.Length == 0 ? (_kinds[index], null)
                : _kinds[index] == LineEndKind.Open ? throw new FormatException($"\"{text}\": an open end has no resistance; give open, or another end.")
                : (_kinds[index], QuantityOption<Resistance>.Parse(rest, positive: false));
        }
        catch (FormatException exception)
        {
            result.AddError($"{Name}: {exception.Message}");
            return null;
        }
    }

    private static string Word(LineEndKind kind) => kind.ToString().ToLowerInvariant();
}
