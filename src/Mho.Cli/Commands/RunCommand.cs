using System.CommandLine;
using Mho.Experiments;
using Mho.Numerics;

namespace Mho.Cli.Commands;

/// <summary><c>mho run NAME|FILE.json</c>: runs an experiment and leaves a run folder.</summary>
internal sealed class RunCommand : ICommandFile
{
    private const string About = """
        Run an experiment: accuracy, energy, latency, findings, one-page report. Without a name: list the experiments.

        Examples:
          mho run
          mho run quickstart
          mho run quickstart --set seed=7 --set chip.adc.magnitudeBits=7 --out runs/mine
          mho run quickstart --print
          mho run mine.json --threads 1 --json
        """;

    private readonly Argument<string> _experiment = new("experiment") { Description = "Name of an experiment that ships with Mho, or a JSON file.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _out = new("--out") { Description = "The run folder; runs/NAME-HASH if not given.", HelpName = "folder" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Short for --set seed=N.", HelpName = "N" };
    private readonly Option<int> _threads = new("--threads") { Description = "Threads that share the work; results do not depend on it.", HelpName = "N" };
    private readonly Option<bool> _json = new("--json") { Description = "Print metrics and findings as JSON, and nothing else." };
    private readonly Option<bool> _print = new("--print") { Description = "Print the experiment as JSON with every default, and do not run it." };
    private readonly Option<bool> _again = new("--again") { Description = "Remove what an earlier run of this very experiment left, and run anew." };
    private readonly Option<bool> _png = new("--png") { Description = "Also write plots as PNG, if rsvg-convert is installed." };
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Change a value of the experiment, for example --set chip.adc.magnitudeBits=7; may be repeated.",
        HelpName = "path=value",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <inheritdoc/>
    public int Order => 0;

    /// <inheritdoc/>
    public Command Create(Terminal terminal)
    {
        Command command = new("run", About)
        {
            _experiment, _out, _seed, _threads, _set, _json, _print, _again, _png,
        };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, terminal, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        if (parsed.GetValue(_experiment) is not { Length: > 0 } name)
        {
            foreach (string each in NamedExperiments.Names)
                terminal.Output.WriteLine(each);
            return ExitCode.Success;
        }

        IExperiment experiment = Chosen(parsed, name);
        if (parsed.GetValue(_print))
        {
            terminal.Output.Write(Experiment.Print(experiment));
            return ExitCode.Success;
        }

        if (parsed.GetResult(_threads) is not null)
            Workers.Count = parsed.GetValue(_threads) is > 0 and int threads ? threads : throw new InputException($"--threads {parsed.GetValue(_threads)} must be 1 or more.");
        if (parsed.GetValue(_again))
            Experiment.Forget(experiment, parsed.GetValue(_out));
        bool json = parsed.GetValue(_json);
        try
        {
            FinishedRun run = LiveProgress.Show(terminal, listener => Experiment.Run(experiment, parsed.GetValue(_out), listener, cancel));
            if (parsed.GetValue(_png))
                PngPlots.Write(run.Folder, terminal);
            RunSummary.Write(terminal, run, experiment, json);
            return run.Failed ? ExitCode.Failure : ExitCode.Success;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            terminal.Error.WriteLine($"mho: cancelled; the same command resumes it: mho {string.Join(' ', parsed.Tokens.Select(token => Quoted(token.Value)))}");
            return ExitCode.Cancelled;
        }
    }

    private IExperiment Chosen(ParseResult parsed, string name)
    {
        IExperiment experiment = NamedExperiments.Load(name);
        foreach (string change in parsed.GetValue(_set) ?? [])
            experiment = Changes.Apply(change, (path, value) => Experiment.With(experiment, path, value));

        return parsed.GetResult(_seed) is not null ? Experiment.With(experiment, "seed", parsed.GetValue(_seed).ToString()) : experiment;
    }

    private static string Quoted(string word) => word.All(letter => char.IsLetterOrDigit(letter) || "-_./=:".Contains(letter, StringComparison.Ordinal)) ? word : $"'{word}'";
}
