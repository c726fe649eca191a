using Mho.Autograd;

namespace Mho.Networks;

/// <summary>The seven-layer network of the NeuRRAM chip: six 3 x 3 convolutions in three stages, each stage max-pooled, then a dense layer.</summary>
/// <remarks>
/// On 28 x 28 images: 23,170 weights and biases and 6 learned ranges are 23,176 parameters. Feature maps 28, 28, 14, 14, 7, 7, 4.
/// Pooling stands after quantisation; codes keep their order, so before is the same.
/// </remarks>
/// <param name="Channels">Filters of the first stage; the second has twice, the third four times as many.</param>
/// <param name="Bits">Bits of input and activations.</param>
/// <param name="InitialRange">Ceiling of the activations before training.</param>
[Model("mnist-cnn", Source = "W. Wan et al., Nature 608, 504 (2022), and its published code")]
public sealed record MnistCnn(int Channels = 8, int Bits = 3, double InitialRange = 3.0) : IArchitecture
{
    /// <inheritdoc/>
    public Network For(Shape input, int classes)
    {
        List<ILayer> layers = [new InputQuantiser(Bits)];
        for (int stage = 0; stage < 3; stage++)
        {
            for (int i = 0; i < 2; i++)
            {
                layers.Add(new Conv2d(Channels << stage));
                layers.Add(new QuantisedRelu(Bits, InitialRange));
            }

            layers.Add(new MaxPool());
        }

        return new Network(input, [.. layers, new Flatten(), new Dense(classes)]);
    }
}
