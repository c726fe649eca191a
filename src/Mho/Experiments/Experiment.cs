using Mho.Experiments.Binding;

namespace Mho.Experiments;

/// <summary>The verbs of the command line as library calls: load, print, run.</summary>
public static class Experiment
{
    /// <summary>Reads an experiment from a JSON file; paths of other JSON files in it are relative to its folder.</summary>
    /// <exception cref="InputException">The file cannot be read, or says something an experiment does not know.</exception>
    public static IExperiment Load(string file) => RecordJson.Load<IExperiment>(file);

    /// <summary>Reads an experiment from JSON; <paramref name="source"/> is the name that error messages use.</summary>
    public static IExperiment Parse(string json, string source = "experiment") => RecordJson.Read<IExperiment>(json, source);

    /// <summary>The experiment as JSON with every default written out.</summary>
    public static string Print(IExperiment experiment) => RecordJson.Write(experiment);

    /// <summary>The experiment with one value changed: <c>With(experiment, "chip.adc.magnitudeBits", "9")</c>.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="path">Names as in the printed JSON, joined by points; list members by number: <c>layers[2].width</c>.</param>
    /// <param name="value">JSON, or a plain text such as <c>40 uS</c>; the name of a model stands for that model with its defaults, a path that ends in .json for what the file holds.</param>
    public static IExperiment With(IExperiment experiment, string path, string value) => RecordJson.With(experiment, path, value);

    /// <summary>Removes what earlier runs of this very experiment left in its folder, so that it runs anew.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="place">The run folder; <c>runs/NAME-HASH</c> if null. The folder of another experiment is refused.</param>
    public static void Forget(IExperiment experiment, string? place = null)
    {
        using RunFolder folder = RunFolder.Open(experiment, place);
        folder.Delete();
    }

    /// <summary>Runs an experiment in its folder, resuming an interrupted run; a finished one is not run again.</summary>
    /// <param name="experiment">What to run.</param>
    /// <param name="place">The run folder; <c>runs/NAME-HASH</c> if null.</param>
    /// <param name="progress">Hears how far the run is.</param>
    /// <param name="cancel">Ends the run early; calling again resumes.</param>
    public static FinishedRun Run(IExperiment experiment, string? place = null, IProgressListener? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        using RunFolder folder = RunFolder.Open(experiment, place);
        if (folder.Finished)
            return new FinishedRun(folder.FinalPath, WasFinished: true);
        StageTimes times = new(progress ?? new SilentListener());
        Report report;
        try
        {
            report = experiment.Run(folder, times, cancel);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            folder.RemoveUnlessBegun();
            throw;
        }

        cancel.ThrowIfCancellationRequested();
        folder.Write("timings.json", times.ToJson());
        folder.Finish(report);
        return new FinishedRun(folder.FinalPath, WasFinished: false);
    }
}
