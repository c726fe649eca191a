using System.Diagnostics;

namespace Mho.Cli;

/// <summary>A line at the beginning of each stage, then at most one every ten seconds, with the time left.</summary>
internal sealed class ProgressLines(TextWriter writer) : IProgressListener
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private string _stage = "";
    private long _total;
    private long _start;
    private long _last;

    /// <inheritdoc/>
    public void Begin(string stage, long total)
    {
        (_stage, _total) = (stage, total);
        _start = _last = Stopwatch.GetTimestamp();
        writer.WriteLine($"{stage} …");
    }

    /// <inheritdoc/>
    public void Advance(long done, string? note = null)
    {
        if (Stopwatch.GetElapsedTime(_last) < Pause)
            return;
        _last = Stopwatch.GetTimestamp();
        string left = done > 0 && done <= _total ? $", {Stopwatch.GetElapsedTime(_start) * ((double)(_total - done) / done):m\\:ss} left" : "";
        writer.WriteLine($"{_stage}: {100.0 * done / Math.Max(1, _total):F0} %{left}{(note is null ? "" : "; " + note)}");
    }
}
