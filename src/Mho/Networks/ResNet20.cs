using Mho.Autograd;

namespace Mho.Networks;

/// <summary>ResNet-20 as deployed on the NeuRRAM chip: three stages of three blocks of two convolutions, batch norm, 3-bit activations, 4-bit input.</summary>
/// <remarks>On 32 x 32 x 3 images with 10 classes it has 274,461 numbers, 273,085 of them trained (19 learned ranges among them).</remarks>
/// <param name="Channels">Filters of the first stage.</param>
/// <param name="Bits">Bits of the activations.</param>
/// <param name="InputBits">Bits of the input.</param>
/// <param name="InputRange">Where the input is clipped.</param>
[Model("resnet20", Source = "K. He et al., CVPR 2016; W. Wan et al., Nature 608, 504 (2022), and its published code")]
public sealed record ResNet20(int Channels = 16, int Bits = 3, int InputBits = 4, double InputRange = 0.95) : IArchitecture
{
    /// <inheritdoc/>
    public Network For(Shape input, int classes)
    {
        List<ILayer> layers = [new InputQuantiser(InputBits, InputRange), new Conv2d(Channels), new BatchNorm(), new QuantisedRelu(Bits)];
        for (int stage = 0; stage < 3; stage++)
        {
            for (int block = 0; block < 3; block++)
            {
                bool shrinks = stage > 0 && block == 0, last = stage == 2 && block == 2;
                int filters = Channels << stage;
                layers.Add(new Residual(
                    [
                        new Conv2d(filters, Stride: shrinks ? 2 : 1), new BatchNorm(), new QuantisedRelu(Bits),
                        new Conv2d(filters), new BatchNorm(),
                    ],
                    shrinks ? Shortcut.Projection : Shortcut.Identity));

                // The last sum is averaged first: means of codes are no codes, so the quantiser stands after the pool.
                layers.Add(last ? new Relu() : new QuantisedRelu(Bits));
            }
        }

        return new Network(input, [.. layers, new GlobalAveragePool(), new QuantisedRelu(Bits), new Dense(classes)]);
    }
}
