namespace Mho.Devices;

/// <summary>What the relative spread of a <see cref="Gaussian"/> device is relative to.</summary>
public enum GaussianKind
{
    /// <summary>G = target + s·Gmax·z.</summary>
    Additive,

    /// <summary>G = target·(1 + s·z).</summary>
    Proportional,

    /// <summary>G = target·exp(s·z): the target is the median.</summary>
    LogNormal,
}
