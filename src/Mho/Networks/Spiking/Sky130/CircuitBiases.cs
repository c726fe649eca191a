namespace Mho.Networks.Spiking.Sky130;

/// <summary>The two voltages common to all neurons.</summary>
/// <param name="Sense">Gate of the transistor that limits the sensing inverter's current: higher lowers the switching voltage.</param>
/// <param name="Discharge">Gate of the discharger: higher shortens the firing phase.</param>
public sealed record CircuitBiases(Voltage Sense, Voltage Discharge)
{
    /// <summary>Where the search for those of a circuit begins; near those of five inputs.</summary>
    internal static CircuitBiases First { get; } = new(new(1.06), new(0.56));
}
