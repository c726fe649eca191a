using Mho.Autograd;
using Mho.Circuits.Netlists;
using Mho.Experiments.Binding;
using Mho.Networks;
using Mho.Networks.Spiking;
using Mho.Networks.Spiking.Sky130;
using Mho.Numerics;

namespace Mho.Experiments.SpikingCircuits;

/// <summary>How the comparison is made: extract, train both ways, scale, run in ngspice.</summary>
internal sealed class ModellingProcedure(ModellingError experiment, RunFolder folder, Sky130Models models, Ngspice ngspice, IProgressListener progress, CancellationToken cancel)
{
    private const int MostSteps = 40;

    // The published penalties and rate; the reference time of Iris is not published.
    private const double EarlySpikes = 0.2, Temporal = 0.1, Reference = 0.9, Weights = 0.01;

    private LabelledImages _train = null!, _test = null!;

    public ModellingOutcome Run()
    {
        DataSplit data = experiment.Data.Load();
        if (data.Train.Classes > experiment.Neurons || data.Test.Count < experiment.Samples)
            throw new InputException($"{data.Test.Name} has {data.Test.Count} samples and {data.Test.Classes} classes; give at most as many samples, and neurons for every class.", field: "data");
        (_train, _test) = (data.Train with { Classes = experiment.Neurons }, data.Test with { Classes = experiment.Neurons });
        Extraction extraction = Extracted();
        return new(extraction, [.. Enumerable.Range(0, experiment.Runs).Select(run => Both(extraction, run))], _test.Labels);
    }

    private ModellingRun Both(Extraction extraction, int run)
    {
        RcSpike own = extraction.Model.Neuron, ideal = own with { Membrane = new(ReversalPotentials.Symmetric(experiment.Ideal)) };
        ReleaseCharge known = experiment.Release ? extraction.Release : ReleaseCharge.None;
        PhysicalNetwork bottomUp = Trained("bottom-up", run, own, known), topDown = Trained("top-down", run, ideal, ReleaseCharge.None);
        double common = CommonScale(extraction, run, bottomUp);
        PhysicalNetwork physical = topDown with { Neuron = own, Release = extraction.Release };
        (double positive, double negative) = SeparateScales(topDown, physical);
        return new(
            Deployed("bottom-up", run, extraction, bottomUp, (common, common)),
            Deployed("top-down", run, extraction, topDown, (positive, negative)),
            Difference(topDown, physical, _test, experiment.Samples),
            MembraneRange.Over(Enumerable.Range(0, experiment.Samples).Select(sample => bottomUp.Range(Times(_test, sample)))));
    }

    private Extraction Extracted() => Kept("extraction", () =>
    {
        progress.Begin("measure the circuit's transistors and neuron", 1);
        return Extraction.Run(experiment.Circuit, models, Math.Max(_train.ImageLength + 1, experiment.Neurons), ngspice, cancel);
    });

    private PhysicalNetwork Trained(string name, int run, RcSpike neuron, ReleaseCharge release) => Kept($"{name}-run{run}", () =>
    {
        SpikingDense layer = new(experiment.Neurons, neuron with { SpikeNoise = 0 }, EarlySpikePenalty: EarlySpikes, FiringReward: experiment.FiringReward, Release: release);
        Network network = new Sequential([new Flatten(), new SpikeCode(SpikeOrder.SmallestFirst, BiasSpike: true), layer, layer, new SpikeReadout(Penalty: Temporal, Reference: Reference)])
            .For(new(_train.Height, _train.Width, _train.Channels), experiment.Neurons);
        Training training = new() { Epochs = experiment.Epochs, Batch = Math.Min(50, _train.Count), Schedule = new ConstantRate(1e-3), WeightDecay = Weights, Validation = 0 };
        return PhysicalNetwork.Of(training.Fit(network, _train, new Key(experiment.Seed)[name][run], null, progress, cancel).Trained);
    });

    // The network runs on a few training samples as it is; where its model, scaled in common, comes nearest to that, the circuit's weights are too large by that scale. All layers tell it: outputs
    // alone of so few samples, some of them silent, once told 10 % where there was none.
    private double CommonScale(Extraction extraction, int run, PhysicalNetwork network)
    {
        if (experiment.ScaleSamples == 0)
            return 1;
        int samples = Math.Min(experiment.ScaleSamples, _train.Count);
        SampleSpikes[] circuit = Simulated("scale", run, extraction, network, _train, samples);
        double best = 1, least = double.PositiveInfinity;
        for (int step = -MostSteps; step <= MostSteps; step++)
        {
            double scale = 1 + (0.0025 * step), sum = 0;
            PhysicalNetwork scaled = network.Scaled(scale, scale);
            for (int sample = 0; sample < samples; sample++)
            {
                if (circuit[sample].Fault.Length == 0)
                    sum += scaled.SpikeTimes(Times(_train, sample)).Zip(circuit[sample].Circuit, Square).Sum();
            }

            (best, least) = sum < least ? (scale, sum) : (best, least);
        }

        return 1 / best;
    }

    // Steps of 1 % around 1, on training samples; the extracted model answers in place of ngspice, whose 6,561 runs would take a day.
    private (double Positive, double Negative) SeparateScales(PhysicalNetwork ideal, PhysicalNetwork physical)
    {
        (double Positive, double Negative) best = (1, 1);
        double least = double.PositiveInfinity;
        for (int plus = 0; plus <= 2 * MostSteps; plus++)
        {
            cancel.ThrowIfCancellationRequested();
            for (int minus = -MostSteps; minus <= MostSteps; minus++)
            {
                (double positive, double negative) = (1 + (0.01 * plus), 1 + (0.01 * minus));
                double error = Difference(ideal, physical.Scaled(positive, negative), _train, _train.Count);
                (best, least) = error < least ? ((positive, negative), error) : (best, least);
            }
        }

        return best;
    }

    private static double Difference(PhysicalNetwork one, PhysicalNetwork other, LabelledImages images, int samples)
    {
        double sum = 0;
        for (int sample = 0; sample < samples; sample++)
        {
            double[] times = Times(images, sample);
            sum += Square(one.SpikeTimes(times)[^1], other.SpikeTimes(times)[^1]);
        }

        return Math.Sqrt(sum / (samples * one.Layers[^1].Neurons));
    }

    private DeployedNetwork Deployed(string name, int run, Extraction extraction, PhysicalNetwork network, (double Positive, double Negative) scale)
    {
        PhysicalNetwork deployed = network.Scaled(scale.Positive, scale.Negative);
        PhysicalNetwork other = network with { Release = network.Release == ReleaseCharge.None ? extraction.Release : ReleaseCharge.None };
        double[][][] Spikes(PhysicalNetwork of) => [.. Enumerable.Range(0, experiment.Samples).Select(sample => of.SpikeTimes(Times(_test, sample)))];
        int[] answers = [.. Enumerable.Range(0, _test.Count).Select(sample => DeployedNetwork.Earliest(network.SpikeTimes(Times(_test, sample))[^1]))];
        return new(name, network, deployed, scale, new(_test.Labels, answers, experiment.Neurons), Spikes(network), Simulated(name, run, extraction, deployed, _test, experiment.Samples), Spikes(other));
    }

    private SampleSpikes[] Simulated(string name, int run, Extraction extraction, PhysicalNetwork network, LabelledImages images, int samples)
    {
        CircuitSimulation simulation = new(extraction, models, network.Layers) { Ngspice = ngspice };
        progress.Begin($"ngspice, {name}, run {run + 1} of {experiment.Runs}", samples);
        SampleSpikes[] all = new SampleSpikes[samples];
        for (int sample = 0; sample < samples; sample++)
        {
            double[] times = Times(images, sample);
            all[sample] = Kept($"{name}-run{run}-{sample:000}", () =>
            {
                CircuitRun run = simulation.Simulate(times, cancel);
                return new SampleSpikes(run.Converged ? run.SpikeTimes : [], run.Fault);
            }, spikes => spikes.Fault.Length == 0);
            progress.Advance(sample + 1);
        }

        return all;
    }

    // What a step of the run found, from its file if an earlier, interrupted run left one; what is not worth keeping is tried again then.
    private T Kept<T>(string name, Func<T> find, Predicate<T>? worth = null)
        where T : notnull
    {
        cancel.ThrowIfCancellationRequested();
        string file = Path.Combine(folder.Checkpoints, name + ".json");
        if (File.Exists(file))
            return RecordJson.Load<T>(file);
        T found = find();
        if (worth?.Invoke(found) ?? true)
            folder.Write($"checkpoints/{name}.json", RecordJson.Write(found));
        return found;
    }

    // Smallest first, and a spike at 0 that every sample has (eq. 55).
    private static double[] Times(LabelledImages images, int sample)
    {
        float[] values = new float[images.ImageLength];
        images.CopyTo(sample, values);
        return [.. values.Select(value => (double)value), 0];
    }

    private static double Square(IReadOnlyList<double> one, IReadOnlyList<double> other) => one.Zip(other, (a, b) => (a - b) * (a - b)).Sum();
}
