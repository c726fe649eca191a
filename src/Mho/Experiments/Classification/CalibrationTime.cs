namespace Mho.Experiments.Classification;

/// <summary>When the converters and the read-out of a chip are fitted to training data.</summary>
public enum CalibrationTime
{
    /// <summary>Directly after programming; the chip then ages untouched. The stricter choice.</summary>
    Once,

    /// <summary>Again before every test, as where a chip is calibrated long after it was programmed.</summary>
    EachTime,

    /// <summary>Never: converter steps and slopes follow from the targets alone.</summary>
    Never,
}
