using Mho.Autograd;

namespace Mho.Networks;

/// <summary>A layer at its place in a network.</summary>
/// <param name="Name">Its name there, for example <c>"conv2"</c> or <c>"residual3.conv1"</c>.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Input">Shape of one image that enters.</param>
/// <param name="Output">Shape of one image that leaves.</param>
public sealed record NamedLayer(string Name, ILayer Layer, Shape Input, Shape Output)
{
    /// <summary>Names and shapes of a chain of layers; an error of a shape is told with the layer's name.</summary>
    /// <param name="scope">Prefix of the names, for example <c>"residual3."</c>.</param>
    /// <param name="input">Shape of one image that enters the first.</param>
    /// <param name="layers">The chain.</param>
    public static IReadOnlyList<NamedLayer> Chain(string scope, Shape input, IReadOnlyList<ILayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        List<NamedLayer> chain = new(layers.Count);
        foreach (ILayer layer in layers)
        {
            string stem = Stem(layer);
            int number = counts[stem] = counts.GetValueOrDefault(stem) + 1;
            string name = $"{scope}{stem}{number}";
            Shape output;
            try
            {
                output = layer is Residual residual ? residual.InferWithin(name + ".", input) : layer.Infer(input);
            }
            catch (LayerException)
            {
                throw; // a layer inside has told its name
            }
            catch (ArgumentException exception)
            {
                throw new LayerException($"{name}: {exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal)}", exception);
            }

            chain.Add(new NamedLayer(name, layer, input, output));
            input = output;
        }

        return chain;
    }

    private static string Stem(ILayer layer)
    {
        object[] models = layer.GetType().GetCustomAttributes(typeof(ModelAttribute), inherit: false);
        return models.Length > 0 ? ((ModelAttribute)models[0]).Name : layer.GetType().Name.ToLowerInvariant();
    }
}
