namespace Mho.Networks;

/// <summary>Which state of the parameters a training run returns.</summary>
public enum Keep
{
    /// <summary>That after the last epoch.</summary>
    Last,

    /// <summary>That of the epoch with the highest validation accuracy, the lower loss among equals.</summary>
    Best,
}
