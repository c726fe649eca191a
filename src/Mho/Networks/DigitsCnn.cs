using Mho.Autograd;

namespace Mho.Networks;

/// <summary>A small network for the embedded 8 x 8 digits: two 3 x 3 convolutions, one max pool, a dense layer.</summary>
/// <param name="Channels">Filters of the first convolution; the second has twice as many.</param>
/// <param name="Bits">Bits of the activations.</param>
/// <param name="InputBits">Bits of the input; the digits have 17 grey levels.</param>
[Model("digits-cnn")]
public sealed record DigitsCnn(int Channels = 12, int Bits = 3, int InputBits = 4) : IArchitecture
{
    /// <inheritdoc/>
    public Network For(Shape input, int classes) => new(input,
    [
        new InputQuantiser(InputBits),
        new Conv2d(Channels), new QuantisedRelu(Bits),
        new Conv2d(2 * Channels), new QuantisedRelu(Bits), new MaxPool(),
        new Flatten(), new Dense(classes),
    ]);
}
