namespace Mho.Chips;

/// <summary>Where within a converter's step the code lies.</summary>
public enum CodeOrigin
{
    /// <summary>code = sign(v) · floor(|v|/step): the step around 0 is twice as wide.</summary>
    StepEdge,

    /// <summary>code = sign(v) · (floor(|v|/step) + ½): the middle of the step.</summary>
    StepCentre,

    /// <summary>No rounding and no clipping: an ideal converter.</summary>
    Exact,
}
