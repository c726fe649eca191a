using Mho.Autograd;

namespace Mho.Networks;

/// <summary>One layer of a network: what it does to the shape of an image, what it learns, how it is computed while training.</summary>
/// <remarks>
/// A new layer is one file: a sealed record with <see cref="ModelAttribute"/>, whose name is also the stem of the layer's name in a network
/// ("conv" gives conv1, conv2, …). How it is computed on a substrate is said in <see cref="Deployment"/>.
/// </remarks>
public interface ILayer
{
    /// <summary>The shape of one output image for one input image (no batch axis); throws an <see cref="ArgumentException"/> that says what it got and needs.</summary>
    Shape Infer(Shape input);

    /// <summary>What the layer learns, given the shape of one input image; none by default.</summary>
    IEnumerable<LayerParameter> Parameters(Shape input) => [];

    /// <summary>Records the layer on a tape; the first axis of <paramref name="input"/> counts images.</summary>
    Tensor Record(Recorder recorder, Tensor input);
}
