namespace Mho.Experiments;

/// <summary>A question with every number that the answer depends on: an immutable record, the same thing as its JSON.</summary>
/// <remarks>A new experiment is one file: a sealed record with <see cref="ModelAttribute"/>. Its answer depends on nothing else: no clock, no thread count, no machine.</remarks>
public interface IExperiment
{
    /// <summary>A short name in lower case, used for the run folder.</summary>
    string Name { get; }

    /// <summary>Answers the question.</summary>
    /// <param name="folder">Where checkpoints and further files of the run go.</param>
    /// <param name="progress">Hears how far the run is.</param>
    /// <param name="cancel">Ends the run early with an <see cref="OperationCanceledException"/>; checkpoints stay, and the same call resumes.</param>
    Report Run(RunFolder folder, IProgressListener progress, CancellationToken cancel);
}
