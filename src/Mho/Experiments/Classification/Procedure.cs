using Mho.Chips;
using Mho.Networks;
using Mho.Numerics;

namespace Mho.Experiments.Classification;

/// <summary>How a classification is answered: check, learn, lay out, program, age, test, switch faults off.</summary>
internal sealed class Procedure
{
    private const int CalibrationImages = 400;

    private readonly Classification _experiment;
    private readonly IProgressListener _progress;
    private readonly CancellationToken _cancel;
    private readonly Key _run;
    private readonly LabelledImages _train, _test;

    private Procedure(Classification experiment, IProgressListener progress, CancellationToken cancel)
    {
        (_experiment, _progress, _cancel, _run) = (experiment, progress, cancel, new Key(experiment.Seed));
        if (experiment.Network is Trained trained)
            trained.MustAgree(experiment.Data, experiment.Training);
        DataSplit data = experiment.Data.Load();
        if (experiment.TestImages > data.Test.Count)
            throw new InputException($"asks for {experiment.TestImages:N0} images, and {data.Test.Name} has {data.Test.Count:N0} to test on; give fewer, or 0 for all.", field: "testImages");
        (_train, _test) = (data.Train, experiment.TestImages > 0 ? data.Test.Take(experiment.TestImages) : data.Test);
    }

    /// <summary>Answers an experiment.</summary>
    /// <param name="experiment">What is asked.</param>
    /// <param name="checkpoint">File of the training's checkpoint.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancel">Ends it early.</param>
    public static Outcome Run(Classification experiment, string checkpoint, IProgressListener progress, CancellationToken cancel) =>
        new Procedure(experiment, progress, cancel).Run(checkpoint);

    private Outcome Run(string checkpoint)
    {
        Network network = Fitting();
        TrainingResult training = _experiment.Network is Trained trained
            ? trained.Load()
            : Learned(network, checkpoint);
        Deployment deployment = Deployed(training);
        Placement placement = _experiment.Chip.Place(deployment.Matrices);
        Ideal ideal = new(deployment.Matrices);
        TestBench bench = new(_experiment, deployment, Samples(deployment, ideal), _test, _cancel);
        ReadStatistics conversions = new(deployment.Matrices.Count, histograms: true);
        Evaluation software = training.Trained.Evaluate(_test), exact = deployment.Evaluate(ideal, _test, _run, cancel: _cancel);
        (Evaluation[][] onChip, ProgrammedChip first, ProgrammedChip firstAged) = Chips(bench, placement, conversions);
        return new Outcome
        {
            Training = training,
            Software = software,
            Ideal = exact,
            Deployment = deployment,
            Placement = placement,
            OnChip = onChip,
            Conversions = conversions,
            First = first,
            FirstAged = firstAged,
            Ablation = _experiment.Ablation ? Ablation.Of(_experiment.Chip, bench, _progress) : null,
            TestImages = _test.Count,
        };
    }

    // A network that does not fit the data or the chip is found out before hours of training.
    private Network Fitting()
    {
        Deployment deployment;
        Network network;
        try
        {
            network = _experiment.Network.For(new(_train.Height, _train.Width, _train.Channels), _train.Classes);
            deployment = new Deployment(Quantised(new TrainedNetwork(network, network.Initialize(_run))));
        }
        catch (Exception exception) when (exception is ArgumentException or OutOfMemoryException)
        {
            throw new InputException(exception.Message, field: "network", inner: exception);
        }

        try
        {
            _experiment.Chip.Place(deployment.Matrices);
            return network;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new InputException(exception.Message, field: "chip", inner: exception);
        }
    }

    private TrainingResult Learned(Network network, string checkpoint)
    {
        try
        {
            return _experiment.Training.Fit(network, _train, _run["training"], checkpoint, _progress, _cancel);
        }
        catch (Exception exception) when (exception is ArgumentException or ArithmeticException)
        {
            throw new InputException(exception.Message, field: "training", inner: exception);
        }
    }

    // The untrained network could be laid out (see Fitting): what stands in the way now is what training made of it.
    private Deployment Deployed(TrainingResult training)
    {
        try
        {
            return new Deployment(Quantised(training.Trained));
        }
        catch (LayerException exception)
        {
            throw new InputException(exception.Message, field: "training", inner: exception);
        }
    }

    private (Evaluation[][] OnChip, ProgrammedChip First, ProgrammedChip FirstAged) Chips(TestBench bench, Placement placement, ReadStatistics conversions)
    {
        int last = _experiment.Times.Count;
        Evaluation[][] onChip = new Evaluation[_experiment.Programmings][];
        (ProgrammedChip Fresh, ProgrammedChip Aged)? first = null;
        for (int n = 0; n < onChip.Length; n++)
        {
            string which = onChip.Length > 1 ? $" {n + 1} of {onChip.Length}" : "";
            _progress.Begin($"program and test chip{which}", (long)_test.Count * (last + 1));
            ProgrammedChip fresh = bench.Programmed(_experiment.Chip, placement, n), chip = fresh;
            onChip[n] = new Evaluation[last + 1];
            for (int t = 0; t <= last; t++)
            {
                chip = t > 0 ? bench.Aged(fresh, n, t) : fresh;
                OffsetListener listener = new(_progress, (long)t * _test.Count, t > 0 ? $"after {chip.Elapsed}" : "as programmed");
                onChip[n][t] = bench.Test(chip, n, t, t == last ? conversions : null, listener);
            }

            first ??= (fresh, chip);
        }

        return (onChip, first!.Value.Fresh, first.Value.Aged);
    }

    // Calibration data are training images, carried through the network exactly.
    private List<(float[] Codes, int Vectors)> Samples(Deployment deployment, Ideal ideal)
    {
        LabelledImages images = _train.Take(Math.Max(CalibrationImages, _experiment.CalibrationSamples));
        Observed observed = new(ideal, deployment.Matrices, images.Count, _experiment.CalibrationSamples);
        deployment.Logits(observed, images, _run);
        return [.. Enumerable.Range(0, deployment.Matrices.Count).Select(observed.Of)];
    }

    private TrainedNetwork Quantised(TrainedNetwork trained) => trained.Quantise(_train.Take(CalibrationImages), _experiment.ActivationBits);
}
