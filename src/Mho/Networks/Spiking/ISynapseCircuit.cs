using System.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>Circuits whose membrane obeys the equation of <see cref="Membrane"/>: what a layer's weights are in amperes or siemens, and back.</summary>
/// <remarks>A synapse is two elements, one that charges and one that discharges, of which only one conducts. Appendix A of Y. Sakemi et al., arXiv 2412.09010 v1.</remarks>
public interface ISynapseCircuit
{
    /// <summary>C of a membrane, wires and all.</summary>
    Capacitance Capacitance { get; }

    /// <summary>T: length of the accumulation phase, the unit of time of the network.</summary>
    Duration Window { get; }

    /// <summary>The neuron of this circuit, without noise: E⁺ and E⁻ in units of the threshold, and b of its discharger.</summary>
    RcSpike Neuron { get; }

    /// <summary>What the two elements of a synapse must be for a weight of +1 and for one of −1, in SI units; both positive.</summary>
    (double Positive, double Negative) PerWeight { get; }

    /// <summary>The elements that realise weights.</summary>
    /// <param name="weights">[inputs x neurons].</param>
    /// <param name="positive">Gets the element of positive weights of each synapse, in SI units; 0 where it does not conduct.</param>
    /// <param name="negative">Gets that of negative weights.</param>
    void Elements<T>(ReadOnlySpan<T> weights, Span<double> positive, Span<double> negative)
        where T : INumber<T>
    {
        (double plus, double minus) = PerWeight;
        for (int i = 0; i < weights.Length; i++)
        {
            double weight = double.CreateChecked(weights[i]);
            (positive[i], negative[i]) = weight >= 0 ? (weight * plus, 0.0) : (0.0, -weight * minus);
        }
    }

    /// <summary>The weights that elements realise.</summary>
    /// <param name="positive">[inputs x neurons] elements of positive weights, in SI units.</param>
    /// <param name="negative">Those of negative weights.</param>
    /// <param name="weights">Gets the weights.</param>
    /// <exception cref="ArgumentException">An element is negative, or both of a synapse conduct: no single weight does what these do.</exception>
    void Weights<T>(ReadOnlySpan<double> positive, ReadOnlySpan<double> negative, Span<T> weights)
        where T : INumber<T>
    {
        (double plus, double minus) = PerWeight;
        for (int i = 0; i < weights.Length; i++)
        {
            if (!(positive[i] >= 0 && negative[i] >= 0 && (positive[i] == 0 || negative[i] == 0)))
                throw new ArgumentException($"synapse {i} has elements of {positive[i]} and {negative[i]}; one is 0 and the other not negative, for both pull to potentials of their own. Switch the smaller one off.", nameof(positive));
            weights[i] = T.CreateChecked((positive[i] / plus) - (negative[i] / minus));
        }
    }
}
