namespace Mho.Experiments.Classification;

/// <summary>Tells another listener of a part of its stage.</summary>
/// <param name="listener">Who hears.</param>
/// <param name="start">Units of work done before this part.</param>
/// <param name="note">What is being done.</param>
internal sealed class OffsetListener(IProgressListener listener, long start, string note) : IProgressListener
{
    private readonly string _note = note;

    /// <inheritdoc/>
    public void Begin(string stage, long total)
    {
    }

    /// <inheritdoc/>
    public void Advance(long done, string? note = null) => listener.Advance(start + done, note ?? _note);
}
