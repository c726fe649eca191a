using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Mho.Cli.Options;

/// <summary>An option that takes a number within limits, both included.</summary>
internal sealed class NumberOption<T> : Option<T>
    where T : struct, INumber<T>, IMinMaxValue<T>
{
    private readonly T _standard, _least, _greatest;

    public NumberOption(string name, string description, string example, T standard, T least, T greatest)
        : base(name)
    {
        (_standard, _least, _greatest) = (standard, least, greatest);
        Description = description;
        HelpName = example;
        DefaultValueFactory = _ => standard;
        CustomParser = Parse;
    }

    private T Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value, limits = _greatest == T.MaxValue ? $"{Text(_least)} or more" : $"{Text(_least)} to {Text(_greatest)}";
        if (!T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value))
            result.AddError($"{Name}: \"{text}\" is not a {(T.IsInteger(T.One / (T.One + T.One)) ? "whole number" : "number")}; give {limits}, for example {HelpName}.");
        else if (!(value >= _least && value <= _greatest))
            result.AddError($"{Name}: {text} is outside its limits; give {limits}, for example {HelpName}.");
        else
            return value;
        return _standard;
    }

    private static string Text(T value) => value.ToString(null, CultureInfo.InvariantCulture).ToLowerInvariant();
}
