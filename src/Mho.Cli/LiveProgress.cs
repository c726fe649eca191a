using Spectre.Console;

namespace Mho.Cli;

/// <summary>Shows how far a computation is: bars with the time left for a person, a few lines for a file.</summary>
internal static class LiveProgress
{
    /// <summary>Does <paramref name="work"/> and shows its progress on standard error.</summary>
    public static T Show<T>(Terminal terminal, Func<IProgressListener, T> work)
    {
        if (!terminal.Interactive)
            return work(new ProgressLines(terminal.Error));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Progress()
            .AutoClear(false).HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressBars bars = new(context);
                T result = work(bars);
                bars.Close();
                return result;
            });
    }
}
