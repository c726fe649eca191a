namespace Mho.Networks.Spiking;

/// <summary>The sizes of a layer, from the lengths of its arrays.</summary>
internal readonly record struct LayerShape(int Samples, int Inputs, int Neurons)
{
    /// <summary>Of times [samples x inputs], weights [inputs x neurons] and results [samples x neurons].</summary>
    public static LayerShape Of<T>(ReadOnlySpan<T> times, ReadOnlySpan<T> weights, ReadOnlySpan<T> results, int neurons)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neurons);
        int inputs = weights.Length / neurons, samples = results.Length / neurons;
        return inputs > 0 && samples > 0 && weights.Length == inputs * neurons && results.Length == samples * neurons && times.Length == samples * inputs
            ? new(samples, inputs, neurons)
            : throw new ArgumentException($"{neurons} neurons need weights [inputs x {neurons}], results [samples x {neurons}] and times [samples x inputs]; got {weights.Length}, {results.Length} and {times.Length} numbers.", nameof(neurons));
    }

    /// <summary>Of the arrays of a backward pass; the number of neurons follows from samples·inputs, inputs·neurons and samples·neurons.</summary>
    public static LayerShape OfGradients<T>(ReadOnlySpan<T> times, ReadOnlySpan<T> weights, ReadOnlySpan<T> dResults, ReadOnlySpan<T> dTimes, ReadOnlySpan<T> dWeights)
    {
        double square = times.Length == 0 ? 0 : (double)weights.Length * dResults.Length / times.Length;
        int neurons = (int)Math.Round(Math.Sqrt(square));
        return neurons > 0 && dTimes.Length == times.Length && dWeights.Length == weights.Length
            ? Of(times, weights, dResults, neurons)
            : throw new ArgumentException($"gradients have the lengths of what they belong to: {times.Length} times and {weights.Length} weights; got {dTimes.Length} and {dWeights.Length}.", nameof(dTimes));
    }
}
