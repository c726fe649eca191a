using Mho.Chips;
using Mho.Networks;
using Mho.Numerics;

namespace Mho.Experiments.Classification;

/// <summary>Programs chips with a network, calibrates them on training images and tests them on test images.</summary>
/// <param name="experiment">What is asked.</param>
/// <param name="deployment">The network laid out for chips.</param>
/// <param name="samples">Input vectors of each matrix for the calibration.</param>
/// <param name="test">Test images.</param>
/// <param name="cancel">Ends it early.</param>
internal sealed class TestBench(
    Classification experiment, Deployment deployment, IReadOnlyList<(float[] Codes, int Vectors)> samples, LabelledImages test, CancellationToken cancel)
{
    private readonly Key _run = new(experiment.Seed);

    /// <summary>Programming n, calibrated unless calibration is never asked for.</summary>
    public ProgrammedChip Programmed(NeuRram chip, Placement placement, int programming) =>
        Calibrated(chip.Program(placement, _run["programming"][programming]), programming, fresh: true);

    /// <summary>A programmed chip at time t of the experiment's, counted from 1.</summary>
    public ProgrammedChip Aged(ProgrammedChip fresh, int programming, int time) =>
        Calibrated(fresh.After(experiment.Times[time - 1], _run["ageing"][programming]), programming, fresh: false);

    /// <summary>Tests a chip at time t, 0 directly after programming.</summary>
    public Evaluation Test(ProgrammedChip chip, int programming, int time, ReadStatistics? statistics = null, IProgressListener? progress = null)
    {
        cancel.ThrowIfCancellationRequested();
        return deployment.Evaluate(new OnChip(chip), test, _run["reads"][programming][time], statistics, progress, cancel);
    }

    /// <summary>Programming 0 again, on another chip, tested at the last time.</summary>
    public Evaluation FirstAtLast(NeuRram chip)
    {
        cancel.ThrowIfCancellationRequested();
        int last = experiment.Times.Count;
        ProgrammedChip programmed = Programmed(chip, chip.Place(deployment.Matrices), 0);
        return Test(last > 0 ? Aged(programmed, 0, last) : programmed, 0, last);
    }

    private ProgrammedChip Calibrated(ProgrammedChip chip, int programming, bool fresh)
    {
        if (experiment.Calibration == CalibrationTime.Never || (!fresh && experiment.Calibration == CalibrationTime.Once))
            return chip;
        Key key = _run["calibration"][programming];
        for (int matrix = 0; matrix < samples.Count; matrix++)
            chip = chip.Calibrate(matrix, samples[matrix].Codes, samples[matrix].Vectors, key[matrix]);
        return chip;
    }
}
