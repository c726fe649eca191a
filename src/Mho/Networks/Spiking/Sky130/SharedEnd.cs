namespace Mho.Networks.Spiking.Sky130;

/// <summary>Which end of a transistor is one piece of diffusion with its neighbour in a stack.</summary>
internal enum SharedEnd
{
    /// <summary>None: both have contacts.</summary>
    None,

    /// <summary>The drain.</summary>
    Drain,

    /// <summary>The source.</summary>
    Source,
}
