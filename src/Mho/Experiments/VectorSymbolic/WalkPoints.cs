using System.Globalization;
using Mho.Numerics;
using Mho.Vsa.Spiking;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>Walks networks condition by condition, networks side by side; a condition that was walked before the run was interrupted is read from its checkpoint.</summary>
internal sealed class WalkPoints
{
    private readonly RunFolder _folder;
    private readonly IProgressListener _progress;
    private readonly CancellationToken _cancel;
    private int _done;

    public WalkPoints(RunFolder folder, IProgressListener progress, int points, CancellationToken cancel)
    {
        (_folder, _progress, _cancel) = (folder, progress, cancel);
        progress.Begin("walking networks", points);
    }

    /// <param name="name">The checkpoint's name.</param>
    /// <param name="label">What is heard of it.</param>
    /// <param name="networks">How many.</param>
    /// <param name="walk">The walk of a network by its number.</param>
    public WalkPoint Of(string name, string label, int networks, Func<int, SpikingWalk> walk)
    {
        string checkpoint = $"checkpoints/{name}.txt", file = Path.Combine(_folder.Location, checkpoint);
        if (!File.Exists(file))
        {
            WalkOutcome?[] walks = new WalkOutcome?[networks];
            Workers.Run(networks, new Work(walks, walk, _cancel));
            _cancel.ThrowIfCancellationRequested();
            _folder.Write(checkpoint, string.Join('\n', walks.Select(outcome => outcome!.ToString())));
        }

        WalkPoint point = new([.. File.ReadAllLines(file).Select(WalkOutcome.Parse)]);
        _progress.Advance(++_done, string.Create(CultureInfo.InvariantCulture, $"{label}: {point.Complete} of {point.Networks} right, overlap {point.Overlap:F3}"));
        return point;
    }

    private sealed class Work(WalkOutcome?[] walks, Func<int, SpikingWalk> walk, CancellationToken cancel) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            if (!cancel.IsCancellationRequested)
                walks[chunk] = WalkOutcome.Of(walk(chunk));
        }
    }
}
