namespace Mho.Networks.Spiking;

/// <summary>Which inputs spike first.</summary>
public enum SpikeOrder
{
    /// <summary>t = τ (1 − x).</summary>
    LargestFirst,

    /// <summary>t = τ x.</summary>
    SmallestFirst,
}
