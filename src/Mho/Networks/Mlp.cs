using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Dense layers one after another, each hidden one rectified.</summary>
/// <param name="Hidden">Units of the hidden layers; by default 256 and 128.</param>
/// <param name="Bits">Bits of input and activations; 0 leaves them floating, and a chip then needs quantisers of its own.</param>
[Model("mlp")]
public sealed record Mlp(IReadOnlyList<int>? Hidden = null, int Bits = 0) : IArchitecture
{
    /// <inheritdoc/>
    public Network For(Shape input, int classes)
    {
        List<ILayer> layers = Bits == 0 ? [] : [new InputQuantiser(Bits)];
        if (input.Rank > 1)
            layers.Add(new Flatten());
        foreach (int units in Hidden ?? [256, 128])
            layers.AddRange([new Dense(units), Bits == 0 ? new Relu() : new QuantisedRelu(Bits)]);
        return new Network(input, [.. layers, new Dense(classes)]);
    }
}
