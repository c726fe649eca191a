namespace Mho.Experiments.Physical;

/// <summary>Tells another listener which of many like stages begins.</summary>
/// <param name="listener">Who hears.</param>
/// <param name="name">What is trained.</param>
internal sealed class NamedStages(IProgressListener listener, string name) : IProgressListener
{
    /// <inheritdoc/>
    public void Begin(string stage, long total) => listener.Begin($"{stage} {name}", total);

    /// <inheritdoc/>
    public void Advance(long done, string? note = null) => listener.Advance(done, note);
}
