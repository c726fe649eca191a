namespace Mho.Devices;

/// <summary>Whose fit of the one-second curve of Wan 2022, Extended Data Fig. 3d. Neither ships the points; they differ by 7 to 43 % between 2 and 39 µS.</summary>
public enum Wan2022Fit
{
    /// <summary>Quartic of aihwkit (also the only fits of the curves at 1 and 2 days).</summary>
    Aihwkit,

    /// <summary>Cubic of cross-sim; the curves at 1 and 2 days are aihwkit's.</summary>
    CrossSim,
}
