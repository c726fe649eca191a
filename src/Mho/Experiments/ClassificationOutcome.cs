using Mho.Chips;
using Mho.Networks;
using Mho.Numerics;

namespace Mho.Experiments;

/// <summary>What a classification experiment found, before it is told.</summary>
internal sealed class ClassificationOutcome
{
    private const int CalibrationImages = 400;

    private readonly Classification _experiment;
    private readonly IProgressListener _progress;
    private readonly CancellationToken _cancel;
    private readonly Key _run;
    private readonly LabelledImages _train, _test;
    private readonly List<(float[] Codes, int Vectors)> _samples = [];

    private ClassificationOutcome(Classification experiment, string checkpoint, IProgressListener progress, CancellationToken cancel)
    {
        (_experiment, _progress, _cancel, _run) = (experiment, progress, cancel, new Key(experiment.Seed));
        DataSplit data = experiment.Data.Load();
        (_train, _test) = (data.Train, experiment.TestImages > 0 ? data.Test.Take(experiment.TestImages) : data.Test);
        Network network = Fitting();
        Training = experiment.Training.Fit(network, _train, _run["training"], checkpoint, progress, cancel);
        Software = Training.Trained.Evaluate(_test);
        Deployment = new Deployment(Quantised(Training.Trained));
        Placement = experiment.Chip.Place(Deployment.Matrices);
        Ideal ideal = new(Deployment.Matrices);
        Ideal = Deployment.Evaluate(ideal, _test, _run, cancel: cancel);
        Sample(ideal);
    }

    public TrainingResult Training { get; }

    /// <summary>The network on the tape: no chip, no rounding besides that of its own layers.</summary>
    public Evaluation Software { get; }

    /// <summary>Integer codes, exact products.</summary>
    public Evaluation Ideal { get; }

    public Deployment Deployment { get; }

    public Placement Placement { get; }

    /// <summary>Evaluations of each programming: directly after it, then at each time.</summary>
    public List<Evaluation[]> OnChip { get; } = [];

    /// <summary>What the converters saw at the last time, all programmings together, with histograms.</summary>
    public ReadStatistics Conversions { get; private set; } = null!;

    /// <summary>The first chip as programmed, and at the last time.</summary>
    public ProgrammedChip First { get; private set; } = null!;

    /// <summary>The first chip at the last time.</summary>
    public ProgrammedChip FirstAged { get; private set; } = null!;

    /// <summary>Accuracy of the first chip at the last time with each fault alone, and without each; empty if not asked for.</summary>
    public List<(ClassificationFault Fault, Evaluation Alone, Evaluation Without)> Faults { get; } = [];

    /// <summary>Accuracy of the first chip without any fault.</summary>
    public Evaluation? Faultless { get; private set; }

    public int TestImages => _test.Count;

    public static ClassificationOutcome Find(Classification experiment, string checkpoint, IProgressListener progress, CancellationToken cancel)
    {
        ClassificationOutcome outcome = new(experiment, checkpoint, progress, cancel);
        outcome.Program();
        if (experiment.Ablation)
            outcome.Ablate();
        return outcome;
    }

    // A network that does not fit the data or the chip is found out before hours of training.
    private Network Fitting()
    {
        try
        {
            Network network = _experiment.Network.For(new(_train.Height, _train.Width, _train.Channels), _train.Classes);
            _experiment.Chip.Place(new Deployment(Quantised(new TrainedNetwork(network, network.Initialize(_run)))).Matrices);
            return network;
        }
        catch (LayerException exception)
        {
            throw new InputException(exception.Message, field: "network", inner: exception);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new InputException(exception.Message, field: "chip", inner: exception);
        }
    }

    private void Program()
    {
        Conversions = new ReadStatistics(Deployment.Matrices.Count, histograms: true);
        for (int n = 0; n < _experiment.Programmings; n++)
        {
            string which = _experiment.Programmings > 1 ? $" {n + 1} of {_experiment.Programmings}" : "";
            _progress.Begin($"program and test chip{which}", (long)_test.Count * (_experiment.Times.Count + 1));
            ProgrammedChip fresh = Calibrated(_experiment.Chip.Program(Placement, _run["programming"][n]), n, always: true);
            if (n == 0)
                First = fresh;
            Evaluation[] evaluations = new Evaluation[_experiment.Times.Count + 1];
            evaluations[0] = Test(fresh, n, 0, _experiment.Times.Count == 0 ? Conversions : null);
            for (int t = 0; t < _experiment.Times.Count; t++)
            {
                ProgrammedChip aged = Calibrated(fresh.After(_experiment.Times[t], _run["ageing"][n]), n, always: false);
                evaluations[t + 1] = Test(aged, n, t + 1, t == _experiment.Times.Count - 1 ? Conversions : null);
                if (n == 0)
                    FirstAged = aged;
            }

            FirstAged ??= fresh;
            OnChip.Add(evaluations);
        }
    }

    private void Ablate()
    {
        IReadOnlyList<ClassificationFault> faults = ClassificationFault.All;
        _progress.Begin("switch faults on and off", 1 + (2 * faults.Count));
        int done = 0;
        Faultless = Test(ClassificationFault.None(_experiment.Chip));
        _progress.Advance(++done);
        foreach (ClassificationFault fault in faults)
        {
            Evaluation alone = Test(fault.Alone(_experiment.Chip));
            _progress.Advance(++done, fault.Label);
            Evaluation without = Test(fault.Remove(_experiment.Chip));
            _progress.Advance(++done, fault.Label);
            Faults.Add((fault, alone, without));
        }
    }

    // Programming 0 again, at the last time, on another chip.
    private Evaluation Test(NeuRram chip)
    {
        _cancel.ThrowIfCancellationRequested();
        ProgrammedChip programmed = Calibrated(chip.Program(chip.Place(Deployment.Matrices), _run["programming"][0]), 0, always: true);
        if (_experiment.Times.Count > 0)
            programmed = Calibrated(programmed.After(_experiment.Times[^1], _run["ageing"][0]), 0, always: false);
        return Deployment.Evaluate(new OnChip(programmed), _test, _run["reads"][0][_experiment.Times.Count], cancel: _cancel);
    }

    private Evaluation Test(ProgrammedChip chip, int programming, int time, ReadStatistics? statistics)
    {
        _cancel.ThrowIfCancellationRequested();
        OffsetListener listener = new(_progress, (long)time * _test.Count, chip.Elapsed.SI > 0 ? $"after {chip.Elapsed}" : "as programmed");
        return Deployment.Evaluate(new OnChip(chip), _test, _run["reads"][programming][time], statistics, listener, _cancel);
    }

    private ProgrammedChip Calibrated(ProgrammedChip chip, int programming, bool always)
    {
        if (_experiment.Calibration == CalibrationTime.Never || (!always && _experiment.Calibration == CalibrationTime.Once))
            return chip;
        Key key = _run["calibration"][programming];
        for (int matrix = 0; matrix < _samples.Count; matrix++)
            chip = chip.Calibrate(matrix, _samples[matrix].Codes, _samples[matrix].Vectors, key[matrix]);
        return chip;
    }

    // Calibration data are training images, carried through the network exactly.
    private void Sample(Ideal ideal)
    {
        LabelledImages images = _train.Take(Math.Max(CalibrationImages, _experiment.CalibrationSamples));
        Observed observed = new(ideal, Deployment.Matrices, images.Count, _experiment.CalibrationSamples);
        Deployment.Logits(observed, images, _run);
        for (int matrix = 0; matrix < Deployment.Matrices.Count; matrix++)
            _samples.Add(observed.Of(matrix));
    }

    private TrainedNetwork Quantised(TrainedNetwork trained) => trained.Quantise(_train.Take(CalibrationImages), _experiment.ActivationBits);
}
