using Mho.Circuits.Netlists;

namespace Mho.Networks.Spiking.Sky130;

/// <summary>A network laid out as the circuit: its weights as gate voltages, ready for inputs.</summary>
/// <remarks>The library's form of <c>mho circuit simulate</c>. ngspice takes some ten seconds for an input of a 5-5-5 network.</remarks>
public sealed class CircuitSimulation
{
    private readonly Extraction _extraction;
    private readonly Sky130Models _models;
    private readonly SynapseGates[] _gates;

    /// <summary>Lays a network out.</summary>
    /// <param name="extraction">The circuit and its parameters, measured for neurons of at least as many inputs as the widest layer has; others get idle synapses.</param>
    /// <param name="models">The process.</param>
    /// <param name="layers">Weights.</param>
    /// <exception cref="ArgumentException">The widest layer has more inputs, or a weight is out of reach.</exception>
    public CircuitSimulation(Extraction extraction, Sky130Models models, IReadOnlyList<SpikingWeights> layers)
    {
        ArgumentNullException.ThrowIfNull(extraction);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Max(layer => layer.Inputs) is int widest && widest > extraction.Inputs)
            throw new ArgumentException($"the widest layer has {widest} inputs, and the circuit was measured with {extraction.Inputs}; measure it with as many.", nameof(layers));
        (_extraction, _models, _gates) = (extraction, models, [.. layers.Select(extraction.Gates)]);
    }

    /// <summary>The program.</summary>
    public Ngspice Ngspice { get; init; } = new();

    /// <summary>The longest step in time; 20 ns unless said otherwise. Steps are shorter where the circuit switches.</summary>
    public Duration Step { get; init => field = CircuitLimit.Positive(value); } = new(20e-9);

    /// <summary>The deck with one input, which ngspice runs without any other file.</summary>
    /// <param name="times">When inputs spike, in windows.</param>
    public string Deck(ReadOnlySpan<double> times) => Plan().Text(_models, times);

    /// <summary>Runs one input.</summary>
    /// <param name="times">When inputs spike, in windows.</param>
    /// <param name="cancel">Ends ngspice.</param>
    /// <exception cref="InputException">ngspice is not installed.</exception>
    public CircuitRun Simulate(ReadOnlySpan<double> times, CancellationToken cancel = default)
    {
        Sky130Deck deck = Plan();
        try
        {
            return CircuitRun.Of(Ngspice.Run(deck.Text(_models, times), cancel), deck, _gates, _extraction.Circuit);
        }
        catch (InvalidOperationException exception)
        {
            return CircuitRun.Failed(_gates, exception.Message);
        }
    }

    private Sky130Deck Plan() => new(_extraction.Circuit, _extraction.Biases, _gates) { Step = Step, Synapses = _extraction.Inputs };
}
