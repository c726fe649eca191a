namespace Mho.Chips;

/// <summary>What a column's neuron sees.</summary>
public enum Sensing
{
    /// <summary>The line floats and settles at the conductance-weighted mean of the drivers: ΔV = Vread Σ xᵢ(G⁺ − G⁻) / Σ(G⁺ + G⁻).</summary>
    Voltage,

    /// <summary>The line is clamped and its current read: I = Vread Σ xᵢ(G⁺ − G⁻).</summary>
    Current,
}
