namespace Mho.Autograd;

/// <summary>What an operation applies to its sum while the sum is still in the cache.</summary>
public enum Activation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>max(0, y).</summary>
    Relu,
}
