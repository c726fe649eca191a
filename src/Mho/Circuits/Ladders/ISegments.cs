namespace Mho.Circuits.Ladders;

/// <summary>Whether the segments of a direction are equal, as a type, so that kernels are compiled for each.</summary>
internal interface ISegments
{
    static abstract bool Equal { get; }
}
