namespace Mho.Chips;

/// <summary>The energy of one product by part.</summary>
/// <param name="WordLines">Switching the selected rows.</param>
/// <param name="Inputs">Pulsing the input lines.</param>
/// <param name="Neurons">Sampling, integrating, converting, control.</param>
public readonly record struct MvmEnergy(Energy WordLines, Energy Inputs, Energy Neurons)
{
    /// <summary>All of it.</summary>
    public Energy Total => WordLines + Inputs + Neurons;
}
