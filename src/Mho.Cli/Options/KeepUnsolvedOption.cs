using System.CommandLine;

namespace Mho.Cli.Options;

/// <summary>Whether numbers that missed the tolerance are written all the same; unless it is given, a solve that ended unsolved writes no file.</summary>
internal sealed class KeepUnsolvedOption : Option<bool>
{
    public KeepUnsolvedOption()
        : base("--keep-unsolved") => Description = "Write files even if the solve missed the tolerance; the exit code stays 2.";

    /// <summary>Whether files may be written.</summary>
    public bool Allows(ParseResult parsed, bool solved) => solved || parsed.GetValue(this);

    /// <summary>Says that it was not solved, and what became of the files.</summary>
    public int Tell(ParseResult parsed, Terminal terminal, string what)
    {
        bool asked = parsed.CommandResult.Command.Options.OfType<OutputFileOption>().Any(option => parsed.GetValue(option) is not null);
        string files = !asked ? "" : parsed.GetValue(this) ? " Files hold what was reached." : $" No file was written; {Name} writes what was reached.";
        terminal.Error.WriteLine($"mho: {what}.{files}");
        return ExitCode.Misuse;
    }
}
