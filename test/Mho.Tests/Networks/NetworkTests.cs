using Mho.Autograd;
using Mho.Networks;
using Mho.Numerics;
using Xunit;
using Conv2d = Mho.Networks.Conv2d;
using Dense = Mho.Networks.Dense;
using MaxPool = Mho.Networks.MaxPool;
using QuantisedRelu = Mho.Networks.QuantisedRelu;

namespace Mho.Tests.Networks;

public sealed class NetworkTests
{
    private static readonly Shape Mnist = new(28, 28, 1), Cifar = new(32, 32, 3);

    [Fact]
    public void The_published_MNIST_network_has_23176_parameters_of_which_6_are_ranges()
    {
        Network network = new MnistCnn().For(Mnist, 10);
        Assert.Equal(23176, network.ParameterCount);
        Assert.Equal(23176, network.TrainedCount);
        Assert.Equal(6, network.Parameters.Count(parameter => parameter.Name.EndsWith(".range", StringComparison.Ordinal)));
    }

    [Fact]
    public void Its_feature_maps_are_28_28_14_14_7_7_and_the_dense_layer_sees_512_numbers()
    {
        IReadOnlyList<NamedLayer> chain = new MnistCnn().For(Mnist, 10).Chain;
        Assert.Equal([28, 28, 14, 14, 7, 7], chain.Where(named => named.Layer is Conv2d).Select(named => named.Output[0]));
        Assert.Equal(new Shape(512), chain[^1].Input);
    }

    [Fact]
    public void The_published_ResNet_20_has_274461_numbers_of_which_273085_are_trained()
    {
        Network network = new ResNet20().For(Cifar, 10);
        Assert.Equal(274461, network.ParameterCount);
        Assert.Equal(273085, network.TrainedCount);
    }

    [Fact]
    public void LeNet_5_has_61706_parameters_and_the_perceptron_235146()
    {
        Assert.Equal(61706, new LeNet5().For(Mnist, 10).ParameterCount);
        Assert.Equal(235146, new Mlp().For(Mnist, 10).ParameterCount);
    }

    [Fact]
    public void Layers_inside_residual_blocks_have_names_of_their_own()
    {
        string[] names = [.. new ResNet20().For(Cifar, 10).Parameters.Select(parameter => parameter.Name)];
        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("residual4.conv2.kernel", names, StringComparer.Ordinal);
        Assert.Contains("residual4.projection1.bias", names, StringComparer.Ordinal);
    }

    [Fact]
    public void A_window_larger_than_the_image_is_refused_with_the_layers_name()
    {
        LayerException error = Assert.Throws<LayerException>(() => new Network(new Shape(8, 8, 1), [new Conv2d(4), new MaxPool(), new Conv2d(4, 5, Padding: PaddingMode.Valid)]));
        Assert.Contains("conv2: got [4 x 4 x 4], needs at least 5 x 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dense_layer_on_an_image_asks_for_flatten()
    {
        LayerException error = Assert.Throws<LayerException>(() => new Network(new Shape(8, 8, 1), [new Dense(4)]));
        Assert.Contains("dense1: got [8 x 8 x 1], needs [features]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_identity_shortcut_around_a_body_that_changes_the_shape_is_refused()
    {
        LayerException error = Assert.Throws<LayerException>(() => new Network(new Shape(8, 8, 2), [new Residual([new Conv2d(4, Stride: 2)])]));
        Assert.Contains("residual1: got [8 x 8 x 2] and its body makes [4 x 4 x 4]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_whose_end_does_not_fit_the_classes_is_refused() =>
        Assert.Throws<LayerException>(() => new Sequential([new Flatten(), new Dense(9)]).For(new Shape(8, 8, 1), 10));

    [Fact]
    public void Numbers_out_of_range_are_refused_at_construction_and_in_with()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Conv2d(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Conv2d(1) with { Stride = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuantisedRelu(9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuantisedRelu() with { InitialRange = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Training() with { WeightNoise = -0.1 });
    }

    [Fact]
    public void Initial_values_follow_from_key_and_name_alone()
    {
        Network small = new(new Shape(8, 8, 1), [new Conv2d(4)]), large = new(new Shape(8, 8, 1), [new Conv2d(4), new Conv2d(7), new Flatten(), new Dense(3)]);
        Key key = new(5);
        Assert.Equal(small.Initialize(key)["conv1.kernel"].Values.ToArray(), large.Initialize(key)["conv1.kernel"].Values.ToArray());
        Assert.NotEqual(small.Initialize(key)["conv1.kernel"].Values.ToArray(), small.Initialize(key["other"])["conv1.kernel"].Values.ToArray());
    }

    [Fact]
    public void Glorot_and_He_values_have_their_variances()
    {
        float[] values = new float[100_000];
        Initial.He(50).Fill(values, new Key(1));
        double variance = values.Average(value => (double)value * value);
        Assert.Equal(2.0 / 50, variance, 2.0 / 50 * 4 * 0.9 / Math.Sqrt(values.Length)); // four standard errors; kurtosis of a uniform is 1.8
        Initial.Glorot(30, 70).Fill(values, new Key(1));
        Assert.Equal(2.0 / 100, values.Average(value => (double)value * value), 2.0 / 100 * 4 * 0.9 / Math.Sqrt(values.Length));
    }
}
