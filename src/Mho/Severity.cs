namespace Mho;

/// <summary>How much a <see cref="Finding"/> matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing; the result stands.</summary>
    Note,

    /// <summary>The result may be off; look before it is quoted.</summary>
    Warning,

    /// <summary>The result should not be used.</summary>
    Error,
}
