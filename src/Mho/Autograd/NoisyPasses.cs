namespace Mho.Autograd;

/// <summary>When a noise source is on.</summary>
public enum NoisyPasses
{
    /// <summary>In training passes only: the network learns to bear noise.</summary>
    Training,

    /// <summary>In every pass: to see what noise costs.</summary>
    All,
}
