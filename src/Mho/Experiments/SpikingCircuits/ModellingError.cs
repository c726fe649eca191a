using Mho.Circuits.Netlists;
using Mho.Experiments.DataSets;
using Mho.Networks.Spiking;
using Mho.Networks.Spiking.Sky130;

namespace Mho.Experiments.SpikingCircuits;

/// <summary>Does the circuit do what the network was trained to do? The same task learned bottom-up, by the circuit's own equation, and top-down, by ideal synapses, both run in ngspice.</summary>
/// <remarks>
/// Section 9 of Y. Sakemi et al., arXiv 2412.09010 v1: Iris, a network of 5-5-5 in SKY130; root mean square of model − ngspice over the spike times of the output layer, 1.97 ns bottom-up and 39.04 ns top-down.
/// Keys: <c>run["bottom-up"][r]</c> and <c>run["top-down"][r]</c> of the trainings. Every sample that ngspice finished is kept in <c>checkpoints/</c>, and the whole list in <c>spikes.csv</c>.
/// </remarks>
[Model("modelling-error", Source = "Y. Sakemi et al., arXiv 2412.09010 v1, section 9")]
public sealed record ModellingError : IExperiment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "modelling-error";

    /// <summary>The one number that all random numbers follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What is learned; its test samples go through ngspice.</summary>
    public IDataSet Data { get; init; } = new Iris(1 / 3.0);

    /// <summary>The circuit.</summary>
    public Sky130Circuit Circuit { get; init; } = new();

    /// <summary>Neurons of both layers; more than classes, as published, where the others never answer.</summary>
    public int Neurons { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"Neurons = {value}; give 1 or more."); } = 5;

    /// <summary>Passes over the training samples.</summary>
    public int Epochs { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"Epochs = {value}; give 1 or more."); } = 2000;

    /// <summary>|E| that top-down training takes for ideal.</summary>
    public double Ideal { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"Ideal = {value}; give a reversal potential of 1 or more, 100 as published."); } = 100;

    /// <summary>
    /// γ of the reward for weights that came before each neuron fired (<see cref="SpikingDense"/>), published for neurons that fire once. With 0, as the paper prints for this circuit, three of
    /// six networks learned by its own equation lost a class: an output that is silent for every sample has no gradient to come back by.
    /// </summary>
    public double FiringReward { get; init => field = value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), $"FiringReward = {value}; give 0 or more."); } = 1e-3;

    /// <summary>Test samples that go through ngspice, for each network.</summary>
    public int Samples { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"Samples = {value}; give 1 or more."); } = 50;

    /// <summary>
    /// Whether the bottom-up model, in training and beside ngspice, has the charge that synapses take when a spike ends (<see cref="Networks.Spiking.ReleaseCharge"/>): it is measured, but the
    /// published equation lacks it. Without it the bottom-up model is the published one.
    /// </summary>
    public bool Release { get; init; } = true;

    /// <summary>Pairs of networks that are trained and run, each from other first weights: which weights training finds decides much of the error.</summary>
    public int Runs { get; init => field = value is >= 1 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"Runs = {value}; give 1 to 100."); } = 3;

    /// <summary>Training samples that go through ngspice to find the common scale of the bottom-up currents; 0 for a scale of 1.</summary>
    public int ScaleSamples { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"ScaleSamples = {value}; give 0 or more."); } = 4;

    /// <inheritdoc/>
    public Report Run(RunFolder folder, IProgressListener progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(progress);
        Sky130Models models = Sky130.Find();
        Ngspice ngspice = new();
        if (!ngspice.Present)
            throw new InputException("ngspice is not on PATH; install it (Debian, Ubuntu: apt-get install ngspice) and repeat the command.");
        ModellingOutcome outcome = new ModellingProcedure(this, folder, models, ngspice, progress, cancel).Run();
        folder.Write("spikes.csv", outcome.Csv());
        folder.Write("bottom-up.json", Binding.RecordJson.Write(outcome.Runs[0].BottomUp.Network));
        folder.Write("top-down.json", Binding.RecordJson.Write(outcome.Runs[0].TopDown.Deployed));
        folder.Write("extraction.json", Binding.RecordJson.Write(outcome.Extraction));
        return ModellingReport.Of(this, outcome);
    }
}
