using System.Diagnostics.CodeAnalysis;
using Mho.Chips;
using Mho.Devices;
using Mho.Experiments.DataSets;
using Mho.Networks;
using static Mho.Units;

namespace Mho.Experiments.Classification;

/// <summary>The main question: a network is trained, programmed on a chip, ages; how accurate is it, what does it cost, and where does accuracy go?</summary>
/// <remarks>
/// Keys: <c>run["training"]</c>, <c>run["programming"][n]</c>, <c>run["ageing"][n]</c>, <c>run["calibration"][n]</c>, <c>run["reads"][n]</c>, with run the key of
/// <see cref="Seed"/>. Programming n is another programming of another chip: its cells, neurons and reads draw anew.
/// </remarks>
[Model("classification")]
public sealed record Classification : IExperiment
{
    private readonly IDataSet? _data;
    private readonly Training? _training;

    /// <inheritdoc/>
    public string Name { get; init; } = "classification";

    /// <summary>The one number that all random numbers follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What is learned and tested; if null, the data of the run that <see cref="Network"/> is taken from, else the digits.</summary>
    [AllowNull]
    public IDataSet Data
    {
        get => Inherited.Data(_data, Network);
        init => _data = value;
    }

    /// <summary>The network to be trained, or that of a finished run: <see cref="Trained"/>.</summary>
    public IArchitecture Network { get; init; } = new DigitsCnn();

    /// <summary>How it is trained; if null or the default, the training of the run that <see cref="Network"/> is taken from.</summary>
    [AllowNull]
    public Training Training
    {
        get => Inherited.Training(_training, Network);
        init => _training = value;
    }

    /// <summary>The chip it is programmed on.</summary>
    public NeuRram Chip { get; init; } = new(new Wan2022Rram());

    /// <summary>Ages at which it is tested, besides directly after programming.</summary>
    public IReadOnlyList<Duration> Times { get; init => field = Ages.Rising(value); } = [1 * s, 1 * hour, 1 * day];

    /// <summary>How many chips are programmed; mean and standard deviation are over these.</summary>
    public int Programmings
    {
        get;
        init => field = value is >= 1 and <= 1000 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"Programmings = {value}; give 1 to 1000 chips.");
    }
    = 3;

    /// <summary>When the chip is calibrated.</summary>
    public CalibrationTime Calibration { get; init; } = CalibrationTime.Once;

    /// <summary>Input vectors of each matrix, from training images, that the calibration uses.</summary>
    public int CalibrationSamples
    {
        get;
        init => field = value is >= 2 and <= 100_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"CalibrationSamples = {value}; give 2 to 100,000, some 1,500 as on the published chip.");
    }
    = 1500;

    /// <summary>Bits of the quantisers put before matrices whose input is no integer code; only networks trained without quantisers need them.</summary>
    public int ActivationBits
    {
        get;
        init => field = value is >= 1 and <= 8 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"ActivationBits = {value}; a driver takes 1 to 8.");
    }
    = 4;

    /// <summary>Test images used; 0 for all.</summary>
    public int TestImages
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"TestImages = {value}; give a number of images, or 0 for all.");
    }

    /// <summary>Whether each fault of the chip is tested alone, and all but each, at the last of <see cref="Times"/>.</summary>
    public bool Ablation { get; init; } = true;

    /// <inheritdoc/>
    public Report Run(RunFolder folder, IProgressListener progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(progress);
        Outcome outcome = Procedure.Run(this, Path.Combine(folder.Checkpoints, "training.bin"), progress, cancel);
        Trained.Keep(Path.Combine(folder.Location, Trained.FileName), Network, Data, Training, Seed, outcome.Training);
        return Reporting.Of(this, outcome);
    }
}
