using Mho.Autograd;
using Mho.Networks;
using Mho.Numerics;
using Xunit;
using AveragePool = Mho.Networks.AveragePool;
using BatchNorm = Mho.Networks.BatchNorm;
using Conv2d = Mho.Networks.Conv2d;
using Dense = Mho.Networks.Dense;
using Lstm = Mho.Networks.Lstm;
using QuantisedRelu = Mho.Networks.QuantisedRelu;
using Relu = Mho.Networks.Relu;
using Tanh = Mho.Networks.Tanh;

namespace Mho.Tests.Networks;

public sealed class DeploymentTests
{
    public static TheoryData<string> Cases() => [.. Networks.Keys];

    private static readonly Dictionary<string, Network> Networks = new(StringComparer.Ordinal)
    {
        ["mnist"] = new MnistCnn(Channels: 3).For(new Shape(9, 9, 1), 10),
        ["resnet"] = new ResNet20(Channels: 4).For(new Shape(8, 8, 1), 10),
        ["lenet"] = new LeNet5(Bits: 4).For(new Shape(16, 16, 1), 10),
        ["perceptron"] = new Mlp([17, 9], Bits: 5).For(new Shape(5, 5, 1), 10),
        ["signed"] = new(new Shape(6, 6, 1), [new InputQuantiser(4), new Conv2d(5), new Tanh(), new InputQuantiser(4, 1, Signed: true), new Relu(), new Flatten(), new Dense(10)]),
        ["lstm"] = new(new Shape(6, 5, 2), [new InputQuantiser(4), new Rows(), new Lstm(11, Bits: 8), new Dense(10)]),
        ["lstm on lstm"] = new(new Shape(7, 4), [new InputQuantiser(5), new Lstm(9, Bits: 8, LstmOutput.EveryStep), new Lstm(6, Bits: 8, LstmOutput.EveryStep), new Flatten(), new Dense(10)]),
        ["zero-pad"] = new(new Shape(7, 7, 1),
        [
            new InputQuantiser(4), new Conv2d(3), new BatchNorm(), new QuantisedRelu(),
            new Residual([new Conv2d(6, Stride: 2, Bias: false), new BatchNorm(), new QuantisedRelu(), new Conv2d(6), new BatchNorm()], Shortcut.ZeroPad),
            new BatchNorm(), new AveragePool(), new QuantisedRelu(4), new Conv2d(10, 2, Padding: PaddingMode.Valid), new Flatten(),
        ]),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Integer_codes_and_exact_products_give_the_numbers_of_the_tape(string name)
    {
        TrainedNetwork trained = Random(Networks[name]);
        LabelledImages images = Images(trained.Network.Input, 9);
        Deployment deployment = new(trained);
        float[] logits = deployment.Logits(new Ideal(deployment.Matrices), images, default), tape = OnTape(trained, images);
        // A value at a rounding edge may fall to either side; then a whole code step differs in few outputs.
        double scale = tape.Max(Math.Abs);
        int equal = logits.Zip(tape).Count(pair => Math.Abs(pair.First - pair.Second) < 1e-4 * scale);
        Assert.True(equal >= 0.9 * tape.Length, $"{equal} of {tape.Length} outputs agree.");
        Assert.True(tape.Distinct().Count() > tape.Length / 4, "the outputs hardly differ: the test says nothing");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Folding_batch_norm_changes_no_output(string name)
    {
        TrainedNetwork trained = Random(Networks[name]), folded = trained.Fold();
        LabelledImages images = Images(trained.Network.Input, 5);
        float[] before = OnTape(trained, images), after = OnTape(folded, images);
        double scale = before.Max(Math.Abs);
        int equal = before.Zip(after).Count(pair => Math.Abs(pair.First - pair.Second) < 1e-4 * scale);
        Assert.True(equal >= 0.9 * before.Length, $"{equal} of {before.Length} outputs agree.");
        Assert.DoesNotContain(folded.Network.Chain.Zip(folded.Network.Chain.Skip(1)), pair => pair.First.Layer is Conv2d && pair.Second.Layer is BatchNorm);
    }

    [Fact]
    public void Folding_follows_the_equation_to_the_last_digits()
    {
        Network network = new(new Shape(1, 1, 1), [new Conv2d(1, 1), new BatchNorm(Epsilon: 1e-3), new Flatten()]);
        ParameterSet parameters = network.Initialize(default);
        (string, float)[] values = [("conv1.kernel", 2), ("conv1.bias", 3), ("batch-norm1.gamma", 5), ("batch-norm1.beta", 7), ("batch-norm1.mean", 11), ("batch-norm1.variance", 13)];
        foreach ((string name, float value) in values)
            parameters[name].Values[0] = value;
        ParameterSet folded = new TrainedNetwork(network, parameters).Fold().Parameters;
        Assert.Equal(2 * 5 / Math.Sqrt(13.001), folded["conv1.kernel"].Values[0], 1e-6);
        Assert.Equal(((3 - 11) * 5 / Math.Sqrt(13.001)) + 7, folded["conv1.bias"].Values[0], 1e-6);
    }

    [Fact]
    public void Accuracy_and_confusion_are_the_same_on_1_2_and_8_threads()
    {
        TrainedNetwork trained = Random(Networks["mnist"]);
        Deployment deployment = new(trained);
        LabelledImages images = Images(trained.Network.Input, 201);
        int threads = Workers.Count;
        try
        {
            int[][,] found = [.. new[] { 1, 2, 8 }.Select(count =>
            {
                Workers.Count = count;
                return deployment.Evaluate(Ideal.Noisy(deployment.Matrices, 0.1, new Key(3)), images, new Key(4)).Confusion;
            })];
            Assert.Equal(found[0], found[1]);
            Assert.Equal(found[0], found[2]);
            Assert.Equal(201, found[0].Cast<int>().Sum());
        }
        finally
        {
            Workers.Count = threads;
        }
    }

    [Fact]
    public void Noise_of_weights_has_the_deviation_it_is_given()
    {
        Network network = new(new Shape(100), [new InputQuantiser(1), new Dense(400)]);
        Deployment deployment = new(Random(network));
        float[] codes = new float[100], exact = new float[400], noisy = new float[400];
        codes[7] = 1;
        double largest = deployment.Matrices[0].Values.Max(Math.Abs);
        new Ideal(deployment.Matrices).Multiply(0, codes, 1, exact, default, new(1));
        Ideal.Noisy(deployment.Matrices, 0.1, new Key(1)).Multiply(0, codes, 1, noisy, default, new(1));
        double variance = exact.Zip(noisy).Average(pair => Math.Pow(pair.Second - pair.First, 2));
        double expected = 2 * Math.Pow(0.1 * largest, 2); // one weight and one bias
        Assert.Equal(expected, variance, 4 * expected * Math.Sqrt(2.0 / 400));
    }

    [Fact]
    public void A_matrix_without_integer_codes_at_its_input_is_refused_with_its_name()
    {
        TrainedNetwork trained = Random(new LeNet5().For(new Shape(16, 16, 1), 10));
        Assert.Contains("conv1: its input is not made of integer codes", Assert.ThrowsAny<ArgumentException>(() => new Deployment(trained)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quantising_after_training_changes_outputs_little_with_8_bits_and_much_with_2()
    {
        TrainedNetwork trained = Random(new LeNet5().For(new Shape(16, 16, 1), 10));
        LabelledImages images = Images(trained.Network.Input, 20);
        float[] exact = OnTape(trained, images);
        double Error(int bits)
        {
            Deployment deployment = new(trained.Quantise(images, bits));
            float[] logits = deployment.Logits(new Ideal(deployment.Matrices), images, default);
            return Math.Sqrt(logits.Zip(exact).Average(pair => Math.Pow(pair.First - pair.Second, 2)) / exact.Average(value => (double)value * value));
        }

        Assert.InRange(Error(8), 1e-6, 0.03);
        Assert.True(Error(2) > 5 * Error(8));
    }

    internal static LabelledImages Images(Shape shape, int count)
    {
        byte[] pixels = new byte[count * shape.Count];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)new Key(9).Integer(i, 256);
        int height = shape.Rank == 3 ? shape[0] : 1, width = shape.Rank == 3 ? shape[1] : 1;
        return new LabelledImages("test", height, width, shape.Count / height / width, 10, 1 / 255f, pixels, [.. Enumerable.Range(0, count).Select(i => i % 10)]);
    }

    // Initial values with non-trivial batch norms and biases.
    internal static TrainedNetwork Random(Network network)
    {
        ParameterSet parameters = network.Initialize(new Key(2));
        foreach (Parameter parameter in parameters.All)
        {
            Span<float> values = parameter.Values;
            bool positive = parameter.Name.EndsWith("variance", StringComparison.Ordinal) || parameter.Name.EndsWith("gamma", StringComparison.Ordinal);
            if (parameter.Name.EndsWith("kernel", StringComparison.Ordinal) || parameter.Name.EndsWith("range", StringComparison.Ordinal))
                continue;
            for (int i = 0; i < values.Length; i++)
                values[i] = (float)(positive ? 0.5 + new Key(8)[parameter.Name].Uniform(i) : 0.3 * new Key(8)[parameter.Name].Normal(i));
        }

        return new TrainedNetwork(network, parameters);
    }

    internal static float[] OnTape(TrainedNetwork trained, LabelledImages images)
    {
        using Tape tape = new();
        Tensor input = tape.Input(trained.Network.Batched(images.Count));
        Tensor logits = trained.Network.Record(tape, trained.Parameters, input);
        for (int i = 0; i < images.Count; i++)
            images.CopyTo(i, input.Values.Slice(i * images.ImageLength, images.ImageLength));
        tape.Forward(new Step(default, Training: false));
        return logits.Values.ToArray();
    }
}
