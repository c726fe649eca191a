using Mho.Networks;
using Mho.Networks.Spiking;
using Mho.Numerics;

namespace Mho.Experiments.Physical;

/// <summary>How a sweep over |E| is answered: every point trained and tested, the ideal network tested and scaled at every |E|, spikes looked at.</summary>
internal sealed class SweepProcedure
{
    private const int PicturedImages = 200;

    private readonly ReversalSweep _experiment;
    private readonly RunFolder _folder;
    private readonly IProgressListener _progress;
    private readonly CancellationToken _cancel;
    private readonly DataSplit _images;
    private readonly PointTrainer _trainer;
    private readonly Key _run;
    private int _done;

    public SweepProcedure(ReversalSweep experiment, RunFolder folder, IProgressListener progress, CancellationToken cancel)
    {
        (_experiment, _folder, _progress, _cancel, _run) = (experiment, folder, progress, cancel, new Key(experiment.Seed));
        _images = ImageSet.Load(experiment.Data, experiment.TrainingImages, experiment.TestImages);
        _trainer = new PointTrainer(folder, experiment.Training, _images, progress, cancel);
    }

    private int Points => _experiment.Curves.Count * _experiment.Runs * (_experiment.Reversals.Count + (_experiment.Baselines && !_experiment.Reversals.Contains(_experiment.IdealReversal) ? 1 : 0));

    public SweepOutcome Run()
    {
        // What does not fit is found out before hours of training.
        _trainer.Network(_experiment.Network);
        IReadOnlyList<SweepCurve> curves = _experiment.Curves;
        List<CurveOutcome> outcomes = [];
        List<(TrainingResult Result, double Judged)> first = [];
        for (int c = 0; c < curves.Count; c++)
            outcomes.Add(Curve(c, curves[c], c == 0 ? first : null));
        int best = Enumerable.Range(0, first.Count).MaxBy(i => first[i].Judged);
        Classification.Trained.Keep(
            Path.Combine(_folder.Location, Classification.Trained.FileName), At(curves[0], _experiment.Reversals[best]), _experiment.Data, _experiment.Training, _experiment.Seed, first[best].Result);
        LabelledImages pictured = _images.Test.Take(PicturedImages);
        int[] shown = [.. new[] { 0, best, first.Count - 1 }.Distinct()];
        return new SweepOutcome(
            outcomes, best, first[best].Result, [.. shown.Select(i => new SpikePicture(_experiment.Reversals[i], LayerSpikes.Of(first[i].Result.Trained, pictured), pictured.Count))], _images.Test.Count);
    }

    // first gets run 0 of every |E|, and by which accuracy |E| is chosen: the mean over runs.
    private CurveOutcome Curve(int number, SweepCurve curve, List<(TrainingResult Result, double Judged)>? first)
    {
        List<Repeats> trained = [], ideal = [], scaled = [];
        List<IReadOnlyList<(double, double)>> factors = [];
        TrainedNetwork[] baselines = new TrainedNetwork[_experiment.Runs];
        for (int e = 0; e < _experiment.Reversals.Count; e++)
        {
            double reversal = _experiment.Reversals[e];
            double[] accuracies = new double[_experiment.Runs], judged = new double[_experiment.Runs];
            for (int run = 0; run < _experiment.Runs; run++)
            {
                (TrainingResult result, accuracies[run]) = Point($"curve{number}-e{e}-run{run}", curve, reversal, run);
                judged[run] = result.KeptEpoch > 0 && double.IsFinite(result.History[result.KeptEpoch - 1].ValidationAccuracy) ? result.History[result.KeptEpoch - 1].ValidationAccuracy : accuracies[run];
                if (run == 0)
                    first?.Add((result, 0));
                if (reversal == _experiment.IdealReversal)
                    baselines[run] = result.Trained;
            }

            if (first is not null)
                first[^1] = (first[^1].Result, judged.Average());
            trained.Add(new Repeats(accuracies));
        }

        for (int run = 0; _experiment.Baselines && run < baselines.Length; run++)
            baselines[run] ??= Point($"curve{number}-ideal-run{run}", curve, _experiment.IdealReversal, run).Result.Trained;
        for (int e = 0; _experiment.Baselines && e < _experiment.Reversals.Count; e++)
        {
            (double[] plain, double[] repaired, (double, double)[] pairs) = Deployed(number, curve, e, baselines);
            ideal.Add(new Repeats(plain));
            scaled.Add(new Repeats(repaired));
            factors.Add(pairs);
        }

        return new CurveOutcome(curve, trained, ideal, scaled, factors);
    }

    private (TrainingResult Result, double Accuracy) Point(string name, SweepCurve curve, double reversal, int run)
    {
        string label = curve.Label.Length > 0 ? $"{curve.Label}, " : "";
        return _trainer.Point(name, $"{++_done} of {Points}: {label}|E| = {reversal}, run {run + 1} of {_experiment.Runs}", At(curve, reversal), _run["training"][run]);
    }

    // The networks trained ideal, in the circuit of reversal number e, as they are and scaled.
    private (double[] Plain, double[] Scaled, (double, double)[] Factors) Deployed(int number, SweepCurve curve, int e, TrainedNetwork[] baselines)
    {
        double reversal = _experiment.Reversals[e];
        Network circuit = _trainer.Network(At(curve, reversal));
        _progress.Begin($"deploy the ideal network at |E| = {reversal}", baselines.Length);
        double[][] found = [.. baselines.Select((baseline, run) =>
        {
            double[] numbers = _trainer.Once($"curve{number}-deployed-e{e}-run{run}", () =>
            {
                TrainedNetwork deployed = baseline with { Network = circuit };
                (double positive, double negative) = _experiment.Scaling.Best(deployed, _images.Train, _cancel);
                return [deployed.Evaluate(_images.Test).Accuracy, ScaleSearch.Scaled(deployed, positive, negative).Evaluate(_images.Test).Accuracy, positive, negative];
            });
            _progress.Advance(run + 1);
            return numbers;
        })];
        return ([.. found.Select(numbers => numbers[0])], [.. found.Select(numbers => numbers[1])], [.. found.Select(numbers => (numbers[2], numbers[3]))]);
    }

    private IPhysicalArchitecture At(SweepCurve curve, double reversal) => _experiment.Network.With(reversal, curve.SpikeNoise, curve.Discretisation);
}
