namespace Mho.Circuits;

/// <summary>What stands at an end of a line.</summary>
public enum LineEndKind
{
    /// <summary>Nothing.</summary>
    Open,

    /// <summary>The line's input voltage.</summary>
    Driven,

    /// <summary>Ground, or the virtual ground of a sense amplifier.</summary>
    Grounded,
}
