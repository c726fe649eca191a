namespace Mho.Networks.Spiking;

/// <summary>Where the intervals of a layer lie.</summary>
public enum GridOffset
{
    /// <summary>They begin with the window.</summary>
    Fixed,

    /// <summary>Shifted by a part of an interval, drawn for each layer and training step: what an interval hides in one step shows in another, so few suffice.</summary>
    Random,
}
