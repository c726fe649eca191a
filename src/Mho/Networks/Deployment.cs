using System.Collections.Concurrent;
using Mho.Chips;
using Mho.Numerics;

namespace Mho.Networks;

/// <summary>A trained network laid out for substrates: matrices whose inputs are integer codes, and the digital steps between them.</summary>
/// <remarks>
/// Batch norm is folded first. A convolution becomes one product for each place of its window, with the pixels below it as the input vector; activation,
/// rounding to codes, pooling and sums of residual blocks are digital, as on the published chip's host.
/// An LSTM becomes two matrices, one product of each a time step, with its gates and states digital.
/// </remarks>
public sealed class Deployment
{
    // Images of one call chain: their values stay in the second-level cache. Part of the results' definition, because keys of reads count blocks.
    private const int ImagesTogether = 4;

    // Images that one thread takes at a time.
    private const int ImagesInChunk = 40;

    private readonly DeploymentPlan _plan;
    private readonly Signal _logits;
    private readonly ConcurrentBag<Passage> _passages = [];

    /// <summary>Lays out a network.</summary>
    /// <exception cref="ArgumentException">A matrix would get real numbers instead of codes, or a layer has no deployment.</exception>
    public Deployment(TrainedNetwork trained)
    {
        Trained = trained.Fold();
        _plan = new DeploymentPlan(Trained);
        _logits = _plan.Plan();
        if (_plan.Matrices.Count == 0)
            throw new ArgumentException("the network has no matrix to multiply; give it a dense or convolution layer.", nameof(trained));
        Matrices = _plan.Matrices;
    }

    /// <summary>The network with batch norm folded.</summary>
    public TrainedNetwork Trained { get; }

    /// <summary>The matrices, in the order of the layers.</summary>
    public IReadOnlyList<WeightMatrix> Matrices { get; }

    /// <summary>Number of outputs.</summary>
    public int Classes => _logits.Shape.Count;

    /// <summary>Classifies images and counts; the same numbers on any number of threads.</summary>
    /// <param name="substrate">What multiplies.</param>
    /// <param name="images">The images.</param>
    /// <param name="reads">Where the noise of reads is drawn.</param>
    /// <param name="statistics">Counts what converters do; null to count without histograms.</param>
    /// <param name="progress">Hears of images done, in the stage that the caller began.</param>
    /// <param name="cancel">Ends it early.</param>
    public Evaluation Evaluate(ISubstrate substrate, LabelledImages images, Key reads, ReadStatistics? statistics = null, IProgressListener? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        statistics ??= new ReadStatistics(Matrices.Count);
        int chunks = (images.Count + ImagesInChunk - 1) / ImagesInChunk;
        Classify work = new(this, substrate, images, reads, new int[images.Count], statistics, progress, cancel);
        Workers.Run(chunks, work);
        cancel.ThrowIfCancellationRequested();
        return new Evaluation(images.Labels, work.Predictions, images.Classes, statistics);
    }

    /// <summary>The outputs of a few images, on one thread.</summary>
    /// <param name="substrate">What multiplies.</param>
    /// <param name="images">The images.</param>
    /// <param name="reads">Where the noise of reads is drawn.</param>
    /// <returns>[images x classes].</returns>
    public float[] Logits(ISubstrate substrate, LabelledImages images, Key reads)
    {
        ArgumentNullException.ThrowIfNull(images);
        float[] logits = new float[images.Count * Classes];
        Pass(substrate, images, 0, images.Count, reads, new ReadStatistics(Matrices.Count), (first, values) => values.CopyTo(logits.AsSpan(first * Classes)));
        return logits;
    }

    private delegate void Take(int first, ReadOnlySpan<float> logits);

    private unsafe void Pass(ISubstrate substrate, LabelledImages images, int first, int count, Key reads, ReadStatistics statistics, Take take)
    {
        if (images.ImageLength != Trained.Network.Input.Count)
        {
            throw new ArgumentException(
                $"images of {images.Height} x {images.Width} x {images.Channels} do not fit the network, whose input is {Trained.Network.Input}.", nameof(images));
        }

        if (!_passages.TryTake(out Passage? passage))
            passage = NewPassage();
        (passage.Substrate, passage.Statistics) = (substrate, statistics);
        for (int i = first; i < first + count; i += ImagesTogether)
        {
            passage.Images = Math.Min(ImagesTogether, first + count - i);
            passage.Reads = reads[i];
            for (int image = 0; image < passage.Images; image++)
                images.CopyTo(i + image, new Span<float>(passage[0] + ((long)image * images.ImageLength), images.ImageLength));
            foreach (IDigitalStep step in _plan.Steps)
                step.Run(passage);
            take(i, new ReadOnlySpan<float>(passage[_logits.Slot], passage.Images * Classes));
        }

        _passages.Add(passage);
    }

    private Passage NewPassage() => new(
        [.. _plan.Slots.Select(floats => floats * ImagesTogether)],
        _plan.Steps.OfType<MatrixStep>().Select(step => step.PatchFloats).DefaultIfEmpty().Max());

    private sealed class Classify(
        Deployment deployment,
        ISubstrate substrate,
        LabelledImages images,
        Key reads,
        int[] predictions,
        ReadStatistics statistics,
        IProgressListener? progress,
        CancellationToken cancel) : IChunkedWork
    {
        private readonly Lock _gate = new();
        private int _done;

        public int[] Predictions => predictions;

        public void Do(int chunk, int worker)
        {
            if (cancel.IsCancellationRequested)
                return;
            int first = chunk * ImagesInChunk, count = Math.Min(ImagesInChunk, images.Count - first), classes = deployment.Classes;
            deployment.Pass(substrate, images, first, count, reads, statistics, (start, logits) =>
            {
                for (int i = 0; i * classes < logits.Length; i++)
                    predictions[start + i] = Evaluation.Largest(logits.Slice(i * classes, classes));
            });
            if (progress is null)
                return;
            lock (_gate)
                progress.Advance(_done += count);
        }
    }
}
