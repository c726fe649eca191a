namespace Mho.Chips;

/// <summary>Whether a multi-bit input is applied at once or as a most and a least significant part, each with its own conversion.</summary>
public enum InputPhases
{
    /// <summary>All magnitude bits are integrated before one conversion.</summary>
    One,

    /// <summary>
    /// More than three magnitude bits m are split into ceil(m/2) and floor(m/2) and the two codes shifted and added; the second conversion resolves
    /// as many bits fewer as the first part has. Source: Fig. 3f, split and bits as in CiMLoop's wan_nature_2022 model.
    /// </summary>
    Two,
}
