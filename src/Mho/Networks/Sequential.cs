using Mho.Autograd;

namespace Mho.Networks;

/// <summary>A network written layer by layer; the last must make as many numbers as there are classes.</summary>
/// <param name="Layers">The layers in order.</param>
[Model("sequential")]
public sealed record Sequential(IReadOnlyList<ILayer> Layers) : IArchitecture
{
    /// <inheritdoc/>
    public Network For(Shape input, int classes)
    {
        Network network = new(input, Layers);
        return network.Output == new Shape(classes) ? network : throw new LayerException(
            $"the network ends with {network.Output} and the data have {classes} classes; end it with a \"dense\" layer of {classes} units.");
    }
}
