namespace Mho.Experiments;

/// <summary>Hears everything and says nothing.</summary>
public sealed class SilentListener : IProgressListener
{
    /// <inheritdoc/>
    public void Begin(string stage, long total)
    {
    }

    /// <inheritdoc/>
    public void Advance(long done, string? note = null)
    {
    }
}
