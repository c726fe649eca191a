using System.Collections.Concurrent;
using Mho.Autograd;
using Mho.Chips;
using Mho.Devices;
using Mho.Experiments;
using Mho.Experiments.Classification;
using Mho.Experiments.DataSets;
using Mho.Networks;
using Mho.Numerics;
using Mho.Tests.Chips;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Networks;

/// <summary>What must not depend on one another: programmings, reads of different images, calibration and test images.</summary>
public sealed class IndependenceTests : IDisposable
{
    private static readonly Classification Tiny = new()
    {
        Network = new Mlp([8], Bits: 3),
        Training = new Training { Epochs = 1, Batch = 50, Schedule = new ConstantRate(0.01) },
        Chip = new NeuRram(new Gaussian { Spread = 0.3 }) { Adc = new ExactAdc() },
        Programmings = 3,
        Calibration = CalibrationTime.Never,
        CalibrationSamples = 100,
        Times = [],
        TestImages = 150,
        Ablation = false,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("mho-independence").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_programming_draws_other_cells()
    {
        // No read noise, no calibration: only the cells tell programmings apart.
        Outcome outcome = Find(Tiny, "programmings");
        string[] seen = [.. outcome.OnChip.Select(evaluations => string.Join(' ', evaluations[0].Confusion.Cast<int>()))];
        Assert.Equal(3, seen.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_programming_and_every_time_is_read_with_its_own_noise()
    {
        // Perfect cells and neurons, no calibration: only the noise of samples tells one evaluation from another.
        Classification experiment = Tiny with { Chip = new NeuRram(new Mho.Devices.Ideal()) { Adc = new ExactAdc(), SampleNoise = 20 * mV }, Times = [1 * s, 1 * day] };
        Assert.Equal(9, Distinct(Find(experiment, "reads")));
        Assert.Equal(1, Distinct(Find(experiment with { Chip = experiment.Chip with { SampleNoise = default } }, "silent")));
    }

    [Fact]
    public void Every_programming_is_another_chip_with_its_own_neurons()
    {
        Classification experiment = Tiny with { Chip = new NeuRram(new Mho.Devices.Ideal()) { Adc = new ExactAdc(), GainSpread = 0.5 } };
        Assert.Equal(3, Distinct(Find(experiment, "neurons")));
    }

    [Fact]
    public void Calibration_never_sees_the_test_images()
    {
        Classification experiment = Tiny with { Chip = new NeuRram(new Gaussian { Spread = 0.03 }), Programmings = 1, Calibration = CalibrationTime.Once };
        Readout[] readouts = Readouts(false), others = Readouts(true);
        Assert.Equal(readouts.Length, others.Length);
        for (int t = 0; t < readouts.Length; t++)
        {
            Assert.True(readouts[t].Calibrated);
            Assert.Equal(readouts[t].Steps, others[t].Steps);
            Assert.Equal(readouts[t].Slopes, others[t].Slopes);
            Assert.Equal(readouts[t].Intercepts, others[t].Intercepts);
        }

        Readout[] Readouts(bool inverted) => [.. Find(experiment with { Data = new OtherTest(inverted) }, $"calibration {inverted}").First.Tiles.Select(tile => tile.Readout)];
    }

    [Fact]
    public void Every_image_of_an_evaluation_is_read_with_its_own_noise()
    {
        Network network = new(new Shape(30), [new InputQuantiser(3), new Mho.Networks.Dense(10)]);
        Deployment deployment = new(new TrainedNetwork(network, network.Initialize(new Key(1))));
        NeuRram chip = new(new PerfectCell(0.2)) { Adc = new ExactAdc() };
        byte[] pixels = new byte[100 * 30];
        Array.Fill(pixels, (byte)200);
        LabelledImages alike = new("alike", 1, 1, 30, 10, 1 / 255f, pixels, new int[100]);
        Listening listening = new(new OnChip(chip.Program(chip.Place(deployment.Matrices), new Key(2))));
        deployment.Evaluate(listening, alike, new Key(3));
        Assert.Equal(100, listening.Outputs.Count);
        Assert.Equal(100, listening.Outputs.Distinct(StringComparer.Ordinal).Count());
    }

    private static int Distinct(Outcome outcome) =>
        outcome.OnChip.SelectMany(evaluations => evaluations).Select(evaluation => string.Join(' ', evaluation.Confusion.Cast<int>())).Distinct(StringComparer.Ordinal).Count();

    private Outcome Find(Classification experiment, string name) =>
        Procedure.Run(experiment, Path.Combine(_folder, name), new SilentListener(), default);

    private sealed record OtherTest(bool Inverted) : IDataSet
    {
        public string Description => "digits, tested as they are or inverted";

        public string Licence => "as the digits";

        public string Citation => "as the digits";

        public IReadOnlyList<Download> Downloads => [];

        public DataSplit Load()
        {
            DataSplit digits = new Digits().Load();
            LabelledImages test = digits.Test;
            byte largest = test.Pixels.Max();
            byte[] pixels = Inverted ? [.. test.Pixels.Select(pixel => (byte)(largest - pixel))] : test.Pixels;
            return new(digits.Train, new LabelledImages(test.Name, test.Height, test.Width, test.Channels, test.Classes, test.Scale, pixels, test.Labels));
        }
    }

    private sealed class Listening(ISubstrate inner) : ISubstrate
    {
        public ConcurrentBag<string> Outputs { get; } = [];

        public void Multiply(int matrix, ReadOnlySpan<float> codes, int vectors, Span<float> outputs, Key reads, ReadStatistics statistics)
        {
            inner.Multiply(matrix, codes, vectors, outputs, reads, statistics);
            int columns = outputs.Length / vectors;
            for (int v = 0; v < vectors; v++)
                Outputs.Add(string.Join(' ', outputs.Slice(v * columns, columns).ToArray()));
        }
    }
}
