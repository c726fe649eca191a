using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Mho.Experiments.Binding;

namespace Mho.Cli;

/// <summary>Finds the command, runs it, and turns what goes wrong into one line and an exit code.</summary>
internal static class Shell
{
    private const string Examples = """
        Analog in-memory computing: from a measured device to the accuracy, energy and latency of a network.

        Examples:
          mho run quickstart                  train, program a simulated chip, write a report
          mho run quickstart --set seed=7     the same with another seed
          mho run quickstart --print          the experiment as JSON with every default, to start your own from
          mho run mine.json --out runs/mine   run your own
          mho run quickstart --set network=runs/mine   take the network that a finished run trained
          mho devices show wan2022-rram       what a device model says
          mho data fetch mnist                download a data set

        Exit codes: 0 done, 1 done but not to be trusted (see the findings), 2 bad input or no solution, 130 cancelled.
        """;

    /// <summary>Runs one command line.</summary>
    public static int Run(string[] arguments, Terminal terminal)
    {
        using CancellationTokenSource cancel = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        return Run(arguments, terminal, cancel.Token);

        void Cancel(PosixSignalContext context)
        {
            if (cancel.IsCancellationRequested)
                return; // asked twice: let the system end us
            context.Cancel = true;
            cancel.Cancel();
        }
    }

    /// <summary>Runs one command line that can be cancelled.</summary>
    public static int Run(string[] arguments, Terminal terminal, CancellationToken cancel)
    {
        try
        {
            ParseResult parsed = Root(terminal).Parse(arguments.Length == 0 ? ["--help"] : arguments);
            if (Misspelt(parsed) is string fault)
                return Fail(terminal, $"{Command(parsed)}{fault} See \"{Path(parsed)} --help\".", ExitCode.Misuse);
            // A list of commands has a line for each; what more there is to say of one, its own help says.
            foreach (Command below in parsed.CommandResult.Command.Subcommands)
                below.Description = below.Description?.Split('\n')[0].Trim();

            // Help knows the program by the name of its file; people know it as mho.
            using StringWriter help = new();
            InvocationConfiguration configuration = new() { Output = help, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            int code = parsed.InvokeAsync(configuration, cancel).GetAwaiter().GetResult();
            terminal.Output.Write(help.ToString().Replace(RootCommand.ExecutableName, "mho", StringComparison.Ordinal));
            return code;
        }
        catch (OperationCanceledException)
        {
            return Fail(terminal, "cancelled.", ExitCode.Cancelled);
        }
        catch (Exception exception) when (Environment.GetEnvironmentVariable("MHO_DEBUG") == "1")
        {
            terminal.Error.WriteLine(exception);
            return IsInput(exception) ? ExitCode.Misuse : ExitCode.Failure;
        }
        catch (Exception exception) when (IsInput(exception))
        {
            return Fail(terminal, new InputException(exception.Message, inner: exception).Message, ExitCode.Misuse);
        }
        catch (Exception exception)
        {
            return Fail(terminal, $"a fault in Mho ({exception.GetType().Name}): {exception.Message} Set MHO_DEBUG=1 to see where.", ExitCode.Failure);
        }
    }

    /// <summary>All commands.</summary>
    internal static RootCommand Root(Terminal terminal)
    {
        RootCommand root = new(Examples);
        IEnumerable<ICommandFile> files = typeof(Shell).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ICommandFile)))
            .Select(type => (ICommandFile)Activator.CreateInstance(type)!);
        foreach (Command command in files.OrderBy(file => file.Order).Select(file => file.Create(terminal)))
            root.Subcommands.Add(command);
        return root;
    }

    // An unknown option would be taken for an argument; what is missing matters less than what is too much.
    private static string? Misspelt(ParseResult parsed)
    {
        foreach (Token token in parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Where(token => token.Type == TokenType.Argument))
        {
            if (token.Value.StartsWith("--", StringComparison.Ordinal))
                return $"{token.Value} is no option; {Spelling.Advice(token.Value, parsed.CommandResult.Command.Options.Select(option => option.Name))}";
        }

        if (parsed.UnmatchedTokens is [string unknown, ..])
            return $"\"{unknown}\" is not known here; {Spelling.Advice(unknown, parsed.CommandResult.Command.Subcommands.Select(command => command.Name))}";
        return parsed.Errors.Count > 0 ? parsed.Errors[0].Message.Replace("System.", "", StringComparison.Ordinal) : null;
    }

    private static bool IsInput(Exception exception) => exception is FormatException or ArgumentException or IOException or UnauthorizedAccessException;

    private static int Fail(Terminal terminal, string message, int code)
    {
        terminal.Error.WriteLine("mho: " + message.ReplaceLineEndings(" ").Trim());
        return code;
    }

    private static string Command(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + ": ";

    private static string Path(ParseResult parsed)
    {
        List<string> names = [];
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = command.Parent)
            names.Insert(0, command.Command is RootCommand ? "mho" : command.Command.Name);
        return string.Join(' ', names);
    }
}
