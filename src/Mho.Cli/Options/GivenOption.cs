using System.CommandLine;

namespace Mho.Cli.Options;

/// <summary>Whether an option stands on the command line.</summary>
internal static class GivenOption
{
    /// <summary>Whether it was written; a default was not.</summary>
    public static bool Gave(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Refuses the first of these options that was written.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="reason">Why it does not go, and the way out.</param>
    /// <param name="options">Options.</param>
    public static void Refuse(this ParseResult parsed, string reason, params ReadOnlySpan<Option> options)
    {
        foreach (Option option in options)
        {
            if (parsed.Gave(option))
                throw new InputException($"{option.Name} {reason}");
        }
    }
}
