using System.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>The sizes of a layer, from the lengths of its arrays, whose numbers are checked on the way.</summary>
internal readonly record struct LayerShape(int Samples, int Inputs, int Neurons)
{
    /// <summary>Of times [samples x inputs], weights [inputs x neurons] and results [samples x neurons].</summary>
    public static LayerShape Of<T>(ReadOnlySpan<T> times, ReadOnlySpan<T> weights, ReadOnlySpan<T> results, int neurons)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neurons);
        int inputs = weights.Length / neurons, samples = results.Length / neurons;
        if (inputs <= 0 || samples <= 0 || weights.Length != inputs * neurons || results.Length != samples * neurons || times.Length != samples * inputs)
            throw new ArgumentException($"{neurons} neurons need weights [inputs x {neurons}], results [samples x {neurons}] and times [samples x inputs]; got {weights.Length}, {results.Length} and {times.Length} numbers.", nameof(neurons));
        for (int i = 0; i < times.Length; i++)
        {
            if (T.IsNaN(times[i]))
                throw new ArgumentException($"spike time {i % inputs} of sample {i / inputs} is NaN, neither inside the window nor outside; an input that does not spike has the time of the window's end, or infinity.", nameof(times));
        }

        for (int i = 0; i < weights.Length; i++)
        {
            if (!T.IsFinite(weights[i]))
                throw new ArgumentException($"the weight of input {i / neurons} to neuron {i % neurons} is {weights[i]}, with which the membrane would leave E⁻ … E⁺; if training made it, lower the learning rate.", nameof(weights));
        }

        return new(samples, inputs, neurons);
    }

    /// <summary>Of the arrays of a backward pass; the number of neurons follows from samples·inputs, inputs·neurons and samples·neurons.</summary>
    public static LayerShape OfGradients<T>(ReadOnlySpan<T> times, ReadOnlySpan<T> weights, ReadOnlySpan<T> dResults, ReadOnlySpan<T> dTimes, ReadOnlySpan<T> dWeights)
        where T : IFloatingPointIeee754<T>
    {
        double square = times.Length == 0 ? 0 : (double)weights.Length * dResults.Length / times.Length;
        int neurons = (int)Math.Round(Math.Sqrt(square));
        return neurons > 0 && dTimes.Length == times.Length && dWeights.Length == weights.Length
            ? Of(times, weights, dResults, neurons)
            : throw new ArgumentException($"gradients have the lengths of what they belong to: {times.Length} times and {weights.Length} weights; got {dTimes.Length} and {dWeights.Length}.", nameof(dTimes));
    }
}
