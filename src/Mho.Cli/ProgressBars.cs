using Spectre.Console;

namespace Mho.Cli;

/// <summary>One bar for each stage.</summary>
internal sealed class ProgressBars(ProgressContext context) : IProgressListener
{
    private string _stage = "";
    private ProgressTask? _task;

    /// <inheritdoc/>
    public void Begin(string stage, long total)
    {
        Close();
        _stage = stage;
        _task = context.AddTask(Markup.Escape(stage), maxValue: Math.Max(1, total));
        if (total <= 0)
            _task.IsIndeterminate = true;
    }

    /// <inheritdoc/>
    public void Advance(long done, string? note = null)
    {
        if (_task is null)
            return;
        _task.Value = done;
        if (note is not null)
            _task.Description = $"{Markup.Escape(_stage)} [grey]{Markup.Escape(note)}[/]";
    }

    /// <summary>The present stage is done.</summary>
    public void Close()
    {
        if (_task is null)
            return;
        _task.IsIndeterminate = false;
        _task.Value = _task.MaxValue;
        _task.StopTask();
    }
}
