using System.Collections.Concurrent;
using Mho.Autograd;
using Mho.Chips;
using Mho.Devices;
using Mho.Experiments;
using Mho.Experiments.Classification;
using Mho.Networks;
using Mho.Numerics;
using Mho.Tests.Chips;
using Xunit;
using static Mho.Units;
using Dense = Mho.Networks.Dense;
using Lstm = Mho.Networks.Lstm;

namespace Mho.Tests.Networks;

public sealed class LstmTests
{
    private static readonly Shape Image = new(6, 5, 1);

    [Theory]
    [InlineData(LstmOutput.LastStep)]
    [InlineData(LstmOutput.EveryStep)]
    public void On_a_chip_of_perfect_cells_and_converters_it_is_the_network_of_the_tape(LstmOutput output)
    {
        ILayer[] top = output == LstmOutput.EveryStep ? [new Mho.Networks.Flatten(), new Dense(10)] : [new Dense(10)];
        TrainedNetwork trained = DeploymentTests.Random(new Network(Image, [new InputQuantiser(8), new Rows(), new Lstm(13, Bits: 8, output), .. top]));
        LabelledImages images = DeploymentTests.Images(Image, 12);
        Deployment deployment = new(trained);
        // Cells down to 0 S leave no weight out, and the largest weight is the full one.
        PerfectCell cell = new(new ConductanceRange(0 * uS, 40 * uS));
        NeuRram chip = new(cell) { WeightPercentile = 1, BiasRows = 0, Adc = new ExactAdc() };
        ProgrammedChip programmed = chip.Program(chip.Place(deployment.Matrices), new Key(1));
        float[] expected = DeploymentTests.OnTape(trained, images), logits = deployment.Logits(new OnChip(programmed), images, new Key(2));
        double scale = expected.Max(Math.Abs);
        Assert.All(expected.Zip(logits), pair => Assert.Equal(pair.First, pair.Second, 2e-5 * scale));
        Assert.True(expected.Distinct().Count() > expected.Length / 2, "the outputs hardly differ: the test says nothing");
    }

    [Fact]
    public void It_has_two_matrices_with_a_product_of_each_a_step_and_pays_for_all()
    {
        ChipCost Cost(int steps)
        {
            Deployment deployment = new(DeploymentTests.Random(new Network(new Shape(steps, 5), [new InputQuantiser(4), new Lstm(13), new Dense(10)])));
            Assert.Equal(["lstm1", "lstm1.recurrent", "dense1"], deployment.Matrices.Select(matrix => matrix.Name), StringComparer.Ordinal);
            Assert.Equal([5, 13, 13], deployment.Matrices.Select(matrix => matrix.Rows));
            NeuRram chip = new(new PerfectCell());
            return chip.Place(deployment.Matrices).Cost();
        }

        ChipCost one = Cost(1), seven = Cost(7);
        for (int matrix = 0; matrix < 2; matrix++)
        {
            Assert.Equal(7 * one.Matrices[matrix].Energy.SI, seven.Matrices[matrix].Energy.SI, 1e-9 * seven.Energy.SI);
            Assert.Equal(7 * one.Matrices[matrix].Latency.SI, seven.Matrices[matrix].Latency.SI, 1e-9 * seven.Latency.SI);
        }

        Assert.Equal(one.Matrices[2].Energy, seven.Matrices[2].Energy);
    }

    [Fact]
    public void Spare_cores_copy_what_can_run_side_by_side_and_not_the_recurrence()
    {
        Deployment deployment = new(DeploymentTests.Random(new Network(Image, [new InputQuantiser(4), new Rows(), new Lstm(13), new Dense(10)])));
        NeuRram chip = new(new PerfectCell()) { ReplicateOnSpareCores = true };
        Assert.Equal([6, 1, 1], chip.Place(deployment.Matrices).Cost().Matrices.Select(matrix => matrix.Replicas));
    }

    [Fact]
    public void Every_conversion_of_every_step_is_counted()
    {
        Deployment deployment = new(DeploymentTests.Random(new Network(Image, [new InputQuantiser(4), new Rows(), new Lstm(13), new Dense(10)])));
        NeuRram chip = new(new PerfectCell());
        ProgrammedChip programmed = chip.Program(chip.Place(deployment.Matrices), new Key(1));
        ReadStatistics statistics = deployment.Evaluate(new OnChip(programmed), DeploymentTests.Images(Image, 45), new Key(2)).Statistics!;
        Assert.Equal([45 * 6 * 52, 45 * 6 * 52, 45 * 10], Enumerable.Range(0, 3).Select(matrix => statistics.Conversions(matrix)));
    }

    [Fact]
    public void Every_product_of_every_step_is_read_with_noise_of_its_own()
    {
        Deployment deployment = new(DeploymentTests.Random(new Network(Image, [new InputQuantiser(4), new Rows(), new Lstm(13), new Dense(10)])));
        Listening substrate = new(new Mho.Networks.Ideal(deployment.Matrices));
        deployment.Logits(substrate, DeploymentTests.Images(Image, 45), new Key(2));
        int passages = substrate.Reads.Count(read => read.Matrix == 0);
        Assert.Equal(6 * passages, substrate.Reads.Count(read => read.Matrix == 1));
        Assert.Equal(substrate.Reads.Count, substrate.Reads.Select(read => read.Reads).Distinct().Count());
    }

    [Fact]
    public void It_learns_what_it_must_remember_from_the_first_step_to_the_last()
    {
        // The first row says which class it is; the five that follow are noise.
        const int count = 1200;
        byte[] pixels = new byte[count * Image.Count];
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 5)];
        for (int i = 0; i < pixels.Length; i++)
        {
            int image = i / Image.Count, place = i % Image.Count;
            pixels[i] = place < 5 ? (byte)(place == labels[image] ? 255 : 0) : (byte)new Key(9).Integer(i, 256);
        }

        LabelledImages images = new("first row", 6, 5, 1, 5, 1 / 255f, pixels, labels);
        Network network = new(Image, [new InputQuantiser(4), new Rows(), new Lstm(16), new Dense(5)]);
        TrainingResult result = new Training { Epochs = 20, Batch = 30, Schedule = new ConstantRate(0.01), WeightNoise = 0.05, Validation = 0.2 }.Fit(network, images, new Key(3));
        Assert.True(result.History[^1].ValidationAccuracy > 0.95, $"{result.History[^1].ValidationAccuracy} of images it never saw are right; chance is 0.2.");
        Deployment deployment = new(result.Trained);
        Evaluation evaluation = deployment.Evaluate(new Mho.Networks.Ideal(deployment.Matrices), images, default);
        Assert.True(evaluation.Accuracy > 0.95, $"deployed it has {evaluation.Accuracy}.");
    }

    [Fact]
    public void Trained_without_codes_it_is_quantised_afterwards_and_refused_before()
    {
        TrainedNetwork trained = DeploymentTests.Random(new Network(Image, [new Rows(), new Lstm(13, Bits: 0), new Dense(10)]));
        LabelledImages images = DeploymentTests.Images(Image, 20);
        Assert.Contains("lstm1: its hidden state is not made of integer codes", Assert.Throws<LayerException>(() => new Deployment(trained)).Message, StringComparison.Ordinal);
        float[] exact = DeploymentTests.OnTape(trained, images);
        double Error(int bits)
        {
            Deployment deployment = new(trained.Quantise(images, bits));
            float[] logits = deployment.Logits(new Mho.Networks.Ideal(deployment.Matrices), images, default);
            return Math.Sqrt(logits.Zip(exact).Average(pair => Math.Pow(pair.First - pair.Second, 2)) / exact.Average(value => (double)value * value));
        }

        Assert.InRange(Error(8), 1e-6, 0.05);
        Assert.True(Error(3) > 5 * Error(8));
    }

    [Fact]
    public void Shapes_and_numbers_that_do_not_fit_are_refused_with_the_way_out()
    {
        LayerException error = Assert.Throws<LayerException>(() => new Network(new Shape(8, 8, 1), [new Lstm(4)]));
        Assert.Contains("lstm1: got [8 x 8 x 1], needs [steps x inputs]; put a \"rows\" layer before it", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<LayerException>(() => new Network(new Shape(8), [new Rows()]));
        Assert.Contains("rows1: got [8], needs [height x width x channels]", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(4, Bits: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(4) with { Bits = 9 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(4) with { InitialRange = 0 });
    }

    [Fact]
    public void The_published_cell_has_as_many_numbers_as_its_equations_say()
    {
        // 40 coefficients, 112 units: four gates of 40 + 112 inputs and a bias (the published one has two), and a range of codes.
        Network network = new(new Shape(51, 40), [new Lstm(112), new Dense(12)]);
        Assert.Equal((4 * 112 * (40 + 112 + 1)) + 1 + (112 * 12) + 12, network.ParameterCount);
    }

    [Fact]
    public void An_experiment_names_it_in_JSON()
    {
        Classification experiment = (Classification)Experiment.Parse("""
            { "model": "classification", "data": "digits", "network": { "model": "sequential", "layers": [
              "rows", { "model": "lstm", "units": 9, "bits": 5, "output": "everyStep" }, "flatten", { "model": "dense", "units": 10 } ] } }
            """);
        Sequential network = Assert.IsType<Sequential>(experiment.Network);
        Assert.Equal(new Lstm(9, 5, LstmOutput.EveryStep), network.Layers[1]);
        Assert.Equal(new Shape(8, 9), network.For(new Shape(8, 8, 1), 10).Chain[1].Output);
    }

    private sealed class Listening(ISubstrate inner) : ISubstrate
    {
        public ConcurrentBag<(int Matrix, Key Reads)> Reads { get; } = [];

        public void Multiply(int matrix, ReadOnlySpan<float> codes, int vectors, Span<float> outputs, Key reads, ReadStatistics statistics)
        {
            Reads.Add((matrix, reads));
            inner.Multiply(matrix, codes, vectors, outputs, reads, statistics);
        }
    }
}
