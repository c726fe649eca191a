namespace Mho.Circuits.Netlists;

/// <summary>Kinds of analyses that SPICE is asked for.</summary>
public enum SpiceAnalysisKind
{
    /// <summary>Direct current, <c>.op</c>.</summary>
    OperatingPoint,

    /// <summary>Small alternating current, <c>.ac</c>.</summary>
    Alternating,

    /// <summary>Time, <c>.tran</c>.</summary>
    Transient,
}
