using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Adds to the body's output what entered it: y = body(x) + shortcut(x). The activation after the sum is a layer of its own.</summary>
/// <param name="Body">The layers of the body.</param>
/// <param name="Shortcut">How x reaches the sum.</param>
[Model("residual", Source = "K. He et al., CVPR 2016")]
public sealed record Residual(IReadOnlyList<ILayer> Body, Shortcut Shortcut = Shortcut.Identity) : ILayer
{
    /// <inheritdoc/>
    public Shape Infer(Shape input) => InferWithin("", input);

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        Shape image = WithoutImages(input.Shape);
        Tensor body = recorder.Within(Body, input, image);
        Shape output = WithoutImages(body.Shape);
        IReadOnlyList<ILayer> path = Path(image, output);
        Tensor shortcut = path.Count > 0 ? recorder.Within(path, input, image)
            : image == output ? input
            : recorder.Tape.Record(new ZeroPadShortcut(recorder.Arena, input, body.Shape));
        return recorder.Tape.Record(new Add(recorder.Arena, body, shortcut));
    }

    /// <summary>The layers of the shortcut; none when it has no parameters.</summary>
    internal IReadOnlyList<ILayer> Path(Shape input, Shape output) =>
        Shortcut == Shortcut.Projection ? [new Projection(output[2], Stride(input, output))] : [];

    internal Shape InferWithin(string scope, Shape input)
    {
        Shape output = NamedLayer.Chain(scope, input, Body)[^1].Output;
        if (Shortcut == Shortcut.Identity)
        {
            return output == input ? output : throw new LayerException(
                $"{scope.TrimEnd('.')}: got {input} and its body makes {output}; an identity shortcut needs equal shapes: take \"projection\" or \"zeroPad\".");
        }

        bool divides = input.Rank == 3 && output.Rank == 3 && output[2] >= (Shortcut == Shortcut.ZeroPad ? input[2] : 1)
            && (input[0] + Stride(input, output) - 1) / Stride(input, output) == output[0];
        return divides ? output : throw new LayerException($"{scope.TrimEnd('.')}: no {Shortcut} shortcut leads from {input} to {output}.");
    }

    internal IEnumerable<LayerParameter> ParametersWithin(string scope, Shape input)
    {
        IReadOnlyList<NamedLayer> body = NamedLayer.Chain(scope, input, Body);
        return Network.ParametersOf(body).Concat(Network.ParametersOf(NamedLayer.Chain(scope, input, Path(input, body[^1].Output))));
    }

    private static int Stride(Shape input, Shape output) => (input[0] + output[0] - 1) / output[0];

    private static Shape WithoutImages(Shape batch) => batch.Rank == 4 ? new Shape(batch[1], batch[2], batch[3]) : new Shape(batch.Stride);
}
