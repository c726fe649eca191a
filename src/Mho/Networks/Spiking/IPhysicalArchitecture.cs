namespace Mho.Networks.Spiking;

/// <summary>A network whose neurons all have one |E|, one spike noise and one discretisation, and that is had with others: what a sweep asks for.</summary>
/// <remarks>Its parameters have the same names and shapes whatever these three are, so that a network trained with some is tested with others.</remarks>
public interface IPhysicalArchitecture : IArchitecture
{
    /// <summary>|E|: E⁺ = −E⁻ of all synapses, in thresholds.</summary>
    double Reversal { get; }

    /// <summary>σ of the noise on every spike time.</summary>
    double SpikeNoise { get; }

    /// <summary>Intervals and offset of training, intervals of tests.</summary>
    Discretisation Discretisation { get; }

    /// <summary>The same layers with another |E|, noise or discretisation.</summary>
    IPhysicalArchitecture With(double reversal, double spikeNoise, Discretisation discretisation);
}
