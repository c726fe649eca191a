using System.Text.Json;
using System.Text.Json.Nodes;
using Mho.Experiments;

namespace Mho.Cli;

/// <summary>What a run prints when it is finished, just now or long ago.</summary>
internal static class RunSummary
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints it for people, or for programs.</summary>
    public static void Write(Terminal terminal, FinishedRun run, IExperiment experiment, bool json)
    {
        if (json)
        {
            JsonObject whole = new()
            {
                ["experiment"] = experiment.Name,
                ["folder"] = run.Folder,
                ["metrics"] = JsonNode.Parse(run.Read("metrics.json")),
                ["findings"] = JsonNode.Parse(run.Read("findings.json")),
            };
            terminal.Output.WriteLine(whole.ToJsonString(Indented));
            return;
        }

        if (run.WasFinished)
            terminal.Error.WriteLine("mho: this very experiment was finished before; these are its results. To run it anew add --again.");
        terminal.Output.Write(run.Read("summary.txt"));
        terminal.Output.WriteLine();
        terminal.Output.WriteLine($"report: {Path.Combine(Path.GetRelativePath(Environment.CurrentDirectory, run.Folder), "report.html")}");
    }
}
