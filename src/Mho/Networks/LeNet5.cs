using Mho.Autograd;

namespace Mho.Networks;

/// <summary>LeNet-5 with rectifiers and max pooling: two 5 x 5 convolutions (6 and 16 filters), dense layers of 120, 84 and the classes.</summary>
/// <param name="Bits">Bits of the activations; 0 leaves them floating, and a chip then needs quantisers of its own.</param>
[Model("lenet5", Source = "Y. LeCun et al., Proc. IEEE 86, 2278 (1998)")]
public sealed record LeNet5(int Bits = 0) : IArchitecture
{
    /// <inheritdoc/>
    public Network For(Shape input, int classes)
    {
        ILayer Activation() => Bits == 0 ? new Relu() : new QuantisedRelu(Bits);
        return new Network(input,
        [
            .. Bits == 0 ? Array.Empty<ILayer>() : [new InputQuantiser(Bits)],
            new Conv2d(6, 5), Activation(), new MaxPool(),
            new Conv2d(16, 5, Padding: PaddingMode.Valid), Activation(), new MaxPool(),
            new Flatten(), new Dense(120), Activation(), new Dense(84), Activation(), new Dense(classes),
        ]);
    }
}
