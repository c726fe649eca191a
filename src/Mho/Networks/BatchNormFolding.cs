using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Moves every batch norm that follows a convolution or dense layer into that layer, so that a tile holds both.</summary>
/// <remarks>
/// W' = W·γ / √(variance + ε), b' = (b − mean)·γ / √(variance + ε) + β, for each output channel; the network computes the same numbers up to rounding.
/// Batch norms after other layers stay as they are.
/// </remarks>
public static class BatchNormFolding
{
    /// <summary>The network without the batch norms that could be folded.</summary>
    public static TrainedNetwork Fold(this TrainedNetwork trained)
    {
        ArgumentNullException.ThrowIfNull(trained);
        Dictionary<string, float[]> values = new(StringComparer.Ordinal);
        List<ILayer> layers = Chain("", trained.Network.Input, trained.Network.Layers, trained.Parameters, values);
        Network network = new(trained.Network.Input, layers);
        ParameterSet parameters = network.Initialize(default);
        foreach (Parameter parameter in parameters.All)
            values[parameter.Name].CopyTo(parameter.Values);
        return new TrainedNetwork(network, parameters);
    }

    // Names: taking batch norms out renumbers only batch norms, so every other layer keeps its name, unless an unfolded batch norm is left.
    private static List<ILayer> Chain(string scope, Shape input, IReadOnlyList<ILayer> layers, ParameterSet parameters, Dictionary<string, float[]> values)
    {
        IReadOnlyList<NamedLayer> chain = NamedLayer.Chain(scope, input, layers);
        List<ILayer> kept = [];
        int batchNorms = 0;
        for (int i = 0; i < chain.Count; i++)
        {
            NamedLayer named = chain[i];
            if (named.Layer is Residual residual)
            {
                kept.Add(residual with { Body = Chain(named.Name + ".", named.Input, residual.Body, parameters, values) });
                foreach (LayerParameter parameter in Network.ParametersOf(NamedLayer.Chain(named.Name + ".", named.Input, residual.Path(named.Input, named.Output))))
                    values[parameter.Name] = parameters[parameter.Name].Values.ToArray();
                continue;
            }

            if (named.Layer is Conv2d or Dense && i + 1 < chain.Count && chain[i + 1].Layer is BatchNorm norm)
            {
                kept.Add(named.Layer is Conv2d conv ? conv with { Bias = true } : ((Dense)named.Layer) with { Bias = true });
                Merge(named.Name, chain[i + 1].Name, norm, parameters, values);
                i++;
                continue;
            }

            kept.Add(named.Layer);
            string name = named.Layer is BatchNorm ? $"{scope}batch-norm{++batchNorms}" : named.Name;
            foreach (LayerParameter parameter in named.Layer.Parameters(named.Input))
                values[$"{name}.{parameter.Name}"] = parameters[$"{named.Name}.{parameter.Name}"].Values.ToArray();
        }

        return kept;
    }

    private static void Merge(string layer, string norm, BatchNorm batchNorm, ParameterSet parameters, Dictionary<string, float[]> values)
    {
        float[] kernel = parameters[$"{layer}.kernel"].Values.ToArray();
        ReadOnlySpan<float> gamma = parameters[$"{norm}.gamma"].Values, beta = parameters[$"{norm}.beta"].Values;
        ReadOnlySpan<float> mean = parameters[$"{norm}.mean"].Values, variance = parameters[$"{norm}.variance"].Values;
        ReadOnlySpan<float> old = parameters.Contains($"{layer}.bias") ? parameters[$"{layer}.bias"].Values : [];
        int channels = gamma.Length;
        float[] bias = new float[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            double factor = gamma[channel] / Math.Sqrt(variance[channel] + batchNorm.Epsilon);
            bias[channel] = (float)((((old.IsEmpty ? 0 : old[channel]) - mean[channel]) * factor) + beta[channel]);
            for (int i = channel; i < kernel.Length; i += channels)
                kernel[i] = (float)(kernel[i] * factor);
        }

        values[$"{layer}.kernel"] = kernel;
        values[$"{layer}.bias"] = bias;
    }
}
