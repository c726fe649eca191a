namespace Mho.Networks;

/// <summary>Layers do not fit one another, or what they run on: which layer, what it got, what it needs.</summary>
public sealed class LayerException : ArgumentException
{
    /// <summary>An error without a message.</summary>
    public LayerException()
    {
    }

    /// <summary>An error.</summary>
    public LayerException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    public LayerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
