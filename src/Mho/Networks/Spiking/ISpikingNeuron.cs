using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>When a membrane fires: what turns charging and discharging into one spike.</summary>
public interface ISpikingNeuron
{
    /// <summary>Reversal potentials and leak.</summary>
    Membrane Membrane { get; }

    /// <summary>σ of the normal noise on every spike time, in training and in use, in units of the input window.</summary>
    double SpikeNoise { get; }

    /// <summary>How long synapses charge the membrane, in units of the input window.</summary>
    double Window { get; }

    /// <summary>Records spike times [samples x …] from the coefficients of each interval.</summary>
    /// <param name="tape">Where.</param>
    /// <param name="drives">g [samples·intervals x …].</param>
    /// <param name="rates">f without the leak, of the same shape.</param>
    /// <param name="spikes">The operation whose intervals these are.</param>
    Tensor Fire(Tape tape, Tensor drives, Tensor rates, ISpikeIntervals spikes);
}
