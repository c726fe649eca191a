namespace Mho.Circuits.Ladders;

/// <summary>Each segment has its own resistance.</summary>
internal readonly struct OwnSegments : ISegments
{
    public static bool Equal => false;
}
