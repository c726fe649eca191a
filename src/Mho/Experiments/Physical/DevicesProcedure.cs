using Mho.Devices;
using Mho.Experiments.Binding;
using Mho.Experiments.Classification;
using Mho.Networks;
using Mho.Networks.Spiking;
using Mho.Numerics;
using static Mho.Units;

namespace Mho.Experiments.Physical;

/// <summary>How the question of cells is answered: learn once, program often, test at every age.</summary>
internal sealed class DevicesProcedure
{
    private readonly PhysicalDevices _experiment;
    private readonly RunFolder _folder;
    private readonly IProgressListener _progress;
    private readonly CancellationToken _cancel;
    private readonly DataSplit _images;
    private readonly PointTrainer _trainer;
    private readonly Key _run;

    public DevicesProcedure(PhysicalDevices experiment, RunFolder folder, IProgressListener progress, CancellationToken cancel)
    {
        (_experiment, _folder, _progress, _cancel, _run) = (experiment, folder, progress, cancel, new Key(experiment.Seed));
        if (experiment.Network is Trained trained)
            trained.MustAgree(experiment.Data, experiment.Training);
        _images = ImageSet.Load(experiment.Data, 0, experiment.TestImages);
        _trainer = new PointTrainer(folder, experiment.Training, _images, progress, cancel);
    }

    public DevicesOutcome Run()
    {
        // What cannot become cells is found out before training.
        Network network = _trainer.Network(_experiment.Network);
        Programmed(new Devices.Ideal(), new TrainedNetwork(network, network.Initialize(_run)), 0);
        (TrainingResult training, double software) = Learned();
        Trained.Keep(Path.Combine(_folder.Location, Trained.FileName), _experiment.Network, _experiment.Data, _experiment.Training, _experiment.Seed, training);

        List<IReadOnlyList<Repeats>> byError = [], inTime = [];
        List<IReadOnlyList<SynapseCells>> cells = [];
        foreach (GaussianKind law in _experiment.Laws)
        {
            _progress.Begin($"program with {law.ToString().ToLowerInvariant()} errors", _experiment.Errors.Count * _experiment.Programmings);
            // The first of one column each: a generic cell does not change in time.
            byError.Add([.. _experiment.Errors.Select((error, e) => Tested(
                $"{law.ToString().ToLowerInvariant()}-{e}", new Gaussian { Kind = law, Spread = error, Range = new(0 * uS, 40 * uS) }, training.Trained, [], e * _experiment.Programmings)[0])]);
        }

        for (int d = 0; d < _experiment.Devices.Count; d++)
        {
            _progress.Begin($"program {Models.NameOf(_experiment.Devices[d].GetType())}", _experiment.Programmings);
            inTime.Add(Tested($"device{d}", _experiment.Devices[d], training.Trained, _experiment.Times, 0));
            cells.Add(Programmed(_experiment.Devices[d], training.Trained, 0).Layers);
        }

        return new DevicesOutcome(training, software, byError, inTime, cells, _images.Test.Count);
    }

    // Accuracy directly after programming, then at each time; each over all programmings.
    private Repeats[] Tested(string name, IDevice device, TrainedNetwork trained, IReadOnlyList<Duration> times, int before)
    {
        double[][] found = new double[_experiment.Programmings][];
        for (int n = 0; n < found.Length; n++)
        {
            int programming = n;
            found[n] = _trainer.Once($"{name}-programming{n}", () =>
            {
                ProgrammedSynapses cells = Programmed(device, trained, programming);
                return [.. new[] { default(Duration) }.Concat(times).Select(time =>
                {
                    _cancel.ThrowIfCancellationRequested();
                    return cells.After(time).Evaluate(_images.Test).Accuracy;
                })];
            });
            _progress.Advance(before + n + 1);
        }

        return [.. Enumerable.Range(0, times.Count + 1).Select(time => new Repeats([.. found.Select(programming => programming[time])]))];
    }

    private ProgrammedSynapses Programmed(IDevice device, TrainedNetwork trained, int programming)
    {
        try
        {
            return new ResistiveSynapses(device, _experiment.WriteVerify, _experiment.WeightPercentile, _experiment.Window).Program(trained, _run["programming"][programming]);
        }
        catch (LayerException exception)
        {
            throw new InputException(exception.Message, field: "network", inner: exception);
        }
    }

    private (TrainingResult Result, double Accuracy) Learned()
    {
        if (_experiment.Network is not Trained trained)
            return _trainer.Point("network", "the network", _experiment.Network, _run["training"][0]);
        TrainingResult result = trained.Load();
        return (result, result.Trained.Evaluate(_images.Test).Accuracy);
    }
}
