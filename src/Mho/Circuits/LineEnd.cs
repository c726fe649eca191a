namespace Mho.Circuits;

/// <summary>The end of every line of one direction: what stands there, and through which resistance.</summary>
/// <remarks>Between the terminal's resistance (driver or sense amplifier) and the line's outermost node lies one segment of wire.</remarks>
public readonly record struct LineEnd
{
    private LineEnd(LineEndKind kind, Resistance resistance)
    {
        if (!(resistance.SI >= 0) || double.IsInfinity(resistance.SI))
            throw new ArgumentOutOfRangeException(nameof(resistance), $"a terminal through {resistance}; give 0 ohm or more, or {nameof(Open)} for none.");
        (Kind, Resistance) = (kind, resistance);
    }

    /// <summary>Nothing: the line ends at its last node.</summary>
    public static LineEnd Open => default;

    /// <summary>What stands there.</summary>
    public LineEndKind Kind { get; }

    /// <summary>Output resistance of the driver or input resistance of the sense amplifier, without the segment of wire to it.</summary>
    public Resistance Resistance { get; }

    /// <summary>The line's input voltage behind a driver's resistance.</summary>
    public static LineEnd Driven(Resistance resistance = default) => new(LineEndKind.Driven, resistance);

    /// <summary>Ground behind a sense amplifier's resistance.</summary>
    public static LineEnd Grounded(Resistance resistance = default) => new(LineEndKind.Grounded, resistance);
}
