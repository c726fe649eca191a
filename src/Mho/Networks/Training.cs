using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks;

/// <summary>How a network is trained: every number that its parameters depend on besides data and key.</summary>
/// <remarks>
/// Each step draws fresh noise for the weights of layers with a kernel: W + N(0, (s·max|W|)²), the same deviation for the bias; the gradient goes to the
/// clean W and through max|W| to the largest weight. Noise is off in validation and in the returned parameters. W. Wan et al., Nature 608, 504 (2022), Methods, and its published code.
/// Of an epoch's images only whole batches are used; another order each epoch lets every image have its turn.
/// </remarks>
[FormerName("rate", """ "schedule": { "model": "constant", "rate": 0.001 } """)]
[FormerName("drops", """ "schedule": { "model": "stepped", "rate": 0.001, "drops": [{ "epoch": 40, "factor": 0.1 }] } """)]
[FormerName("coolDown", """ "schedule": { "model": "cool-down", "rate": 0.001, "last": 10 } """)]
public sealed record Training
{
    /// <summary>Passes over the training images.</summary>
    public int Epochs { get; init => field = Limit.AtLeast(value, 0, "0 leaves the initial values"); } = 20;

    /// <summary>Images of one step.</summary>
    public int Batch { get; init => field = Limit.AtLeast(value, 1, "a step needs an image"); } = 128;

    /// <summary>How a gradient changes a parameter.</summary>
    public IUpdateRule Optimiser { get; init; } = new Adam();

    /// <summary>Learning rate of every step.</summary>
    public ISchedule Schedule { get; init; } = new ConstantRate();

    /// <summary>s: standard deviation of the weight noise relative to the largest |weight| of the layer; 0.15 in the published MNIST network.</summary>
    public double WeightNoise { get; init => field = Limit.Within(value, 0, 1, "it is a share of the largest weight"); }

    /// <summary>Pulls learned ranges of activations toward zero: gradient + decay · range. 0 or 1e-3 published.</summary>
    public double RangeDecay { get; init => field = Limit.AtLeast(value, 0, "it is a decay"); }

    /// <summary>Pulls kernels toward zero: gradient + decay · weight.</summary>
    public double WeightDecay { get; init => field = Limit.AtLeast(value, 0, "it is a decay"); }

    /// <summary>Share of the training images set aside to watch and to choose the best epoch.</summary>
    public double Validation { get; init => field = Limit.Within(value, 0, 0.9, "some images must be left to learn from"); } = 0.1;

    /// <summary>Random changes of training images.</summary>
    public Augmentation Augmentation { get; init; } = new();

    /// <summary>Which epoch's parameters are returned.</summary>
    public Keep Keep { get; init; } = Keep.Last;

    /// <summary>A checkpoint is written after every epoch and after so many steps within one.</summary>
    public int CheckpointSteps { get; init => field = Limit.AtLeast(value, 1, "it counts steps"); } = 500;

    /// <summary>Trains a network from initial values, or goes on from a checkpoint of the same run.</summary>
    /// <param name="network">What to train.</param>
    /// <param name="images">Training images; a share of them is set aside for validation.</param>
    /// <param name="key">Where initial values, orders, noise and augmentation are drawn.</param>
    /// <param name="checkpoint">File of the checkpoint, read if it exists; null for none. Where a run was interrupted changes no number of its result.</param>
    /// <param name="progress">Hears of images done.</param>
    /// <param name="cancel">Ends it early; the checkpoint is then that of the last step.</param>
    public TrainingResult Fit(
        Network network, LabelledImages images, Key key, string? checkpoint = null, IProgressListener? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(images);
        using TrainingLoop loop = new(this, network, images, key, checkpoint);
        return loop.Run(progress, cancel);
    }
}
