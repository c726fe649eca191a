using System.Diagnostics;

namespace Mho.Experiments;

/// <summary>Measures how long each stage takes, on its way to another listener. Timings go to their own file: they are no results.</summary>
internal sealed class StageTimes(IProgressListener listener) : IProgressListener
{
    private readonly List<(string Stage, long Start)> _stages = [];

    /// <inheritdoc/>
    public void Begin(string stage, long total)
    {
        _stages.Add((stage, Stopwatch.GetTimestamp()));
        listener.Begin(stage, total);
    }

    /// <inheritdoc/>
    public void Advance(long done, string? note = null) => listener.Advance(done, note);

    /// <summary>Seconds of each stage, a list in the order they began.</summary>
    public string ToJson()
    {
        long end = Stopwatch.GetTimestamp();
        IEnumerable<string> lines = _stages.Select((entry, i) =>
        {
            double seconds = Stopwatch.GetElapsedTime(entry.Start, i + 1 < _stages.Count ? _stages[i + 1].Start : end).TotalSeconds;
            return $"  {{ \"stage\": {System.Text.Json.JsonSerializer.Serialize(entry.Stage)}, \"seconds\": {seconds:F3} }}";
        });
        return "[\n" + string.Join(",\n", lines) + "\n]\n";
    }
}
