using System.Diagnostics.CodeAnalysis;
using Mho.Chips;
using Mho.Devices;
using Mho.Experiments.Classification;
using Mho.Experiments.DataSets;
using Mho.Networks;
using Mho.Networks.Spiking;
using static Mho.Units;

namespace Mho.Experiments.Physical;

/// <summary>What do my cells do to a physical neural network? Its weights become conductances of switched resistors, are programmed, relax, and are read back as weights.</summary>
/// <remarks>
/// Two questions: accuracy against the programming error of a generic cell, and accuracy in time of real ones (<see cref="ResistiveSynapses"/>). Keys: <c>run["training"][0]</c>, as
/// run 0 of a <see cref="ReversalSweep"/> with the same seed, and <c>run["programming"][n]</c>, for every device the same draws.
/// </remarks>
[Model("physical-devices", Source = "Y. Sakemi et al., arXiv 2412.09010 v1, Appendix A, eqs. 59-68")]
public sealed record PhysicalDevices : IExperiment
{
    private readonly IDataSet? _data;
    private readonly Training? _training;

    /// <inheritdoc/>
    public string Name { get; init; } = "physical-devices";

    /// <summary>The one number that all random numbers follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What is learned and tested; if null, the data of the run that <see cref="Network"/> is taken from, else the digits.</summary>
    [AllowNull]
    public IDataSet Data
    {
        get => Inherited.Data(_data, Network);
        init => _data = value;
    }

    /// <summary>The spiking network to be trained, or that of a finished run.</summary>
    public IArchitecture Network { get; init; } = new PhysicalMlp();

    /// <summary>How it is trained; if null or the default, the training of the run that <see cref="Network"/> is taken from.</summary>
    [AllowNull]
    public Training Training
    {
        get => Inherited.Training(_training, Network);
        init => _training = value;
    }

    /// <summary>Relative programming errors of a generic cell of 0 to 40 µS, rising.</summary>
    public IReadOnlyList<double> Errors { get; init => field = Rising(value); } = [0, 0.02, 0.05, 0.1, 0.15, 0.2];

    /// <summary>What the error is relative to: the cell's own target, the highest conductance, or the logarithm.</summary>
    public IReadOnlyList<GaussianKind> Laws { get; init; } = [GaussianKind.Proportional, GaussianKind.Additive];

    /// <summary>Cells that are followed in time.</summary>
    public IReadOnlyList<IDevice> Devices { get; init; } = [new Wan2022Rram(), new PulsedRram()];

    /// <summary>Ages at which these are tested, besides directly after programming.</summary>
    public IReadOnlyList<Duration> Times { get; init => field = Ages.Rising(value); } = [1 * s, 1 * hour, 1 * day];

    /// <summary>How cells that know pulses are programmed.</summary>
    public WriteVerify WriteVerify { get; init; } = new();

    /// <summary>Share of a layer's weights that are not clipped at the highest conductance; the more are, the less errors of cells weigh and the more clipping costs.</summary>
    public double WeightPercentile { get; init => field = new ResistiveSynapses(new Devices.Ideal(), WeightPercentile: value).WeightPercentile; } = 0.995;

    /// <summary>Length of the accumulation phase; with the device it decides how large membrane capacitors are.</summary>
    public Duration Window { get; init => field = new ResistiveSynapses(new Devices.Ideal(), Window: value).Window; } = 1 * us;

    /// <summary>How often everything is programmed; mean and deviation are over these.</summary>
    public int Programmings
    {
        get;
        init => field = value is >= 1 and <= 1000 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"Programmings = {value}; give 1 to 1000.");
    }
    = 5;

    /// <summary>Test images used, the first ones; 0 for all.</summary>
    public int TestImages
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"TestImages = {value}; give a number of images, or 0 for all.");
    }

    /// <inheritdoc/>
    public Report Run(RunFolder folder, IProgressListener progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(progress);
        return DevicesReporting.Of(this, new DevicesProcedure(this, folder, progress, cancel).Run());
    }

    private static IReadOnlyList<double> Rising(IReadOnlyList<double> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        for (int i = 0; i < errors.Count; i++)
        {
            if (!(errors[i] is >= 0 and <= 10) || (i > 0 && errors[i] <= errors[i - 1]))
                throw new ArgumentOutOfRangeException(nameof(errors), $"programming error {i + 1}, {errors[i]}, is not between 0 and 10 and above the one before; give shares in rising order, 0.1 for 10 %.");
        }

        return errors;
    }
}
