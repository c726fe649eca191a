namespace Mho.Networks.Spiking.Sky130;

/// <summary>The two kinds of 1.8 V transistors.</summary>
public enum Channel
{
    /// <summary>n-channel, <c>sky130_fd_pr__nfet_01v8</c>.</summary>
    N,

    /// <summary>p-channel, <c>sky130_fd_pr__pfet_01v8</c>.</summary>
    P,
}
