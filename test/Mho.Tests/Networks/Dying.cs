namespace Mho.Tests.Networks;

/// <summary>Ends a run at its n-th sign of progress: as a crash, or by asking it to cancel.</summary>
internal sealed class Dying(int after, CancellationTokenSource? gently) : IProgressListener
{
    private int _left = after;

    public void Begin(string stage, long total)
    {
    }

    public void Advance(long done, string? note = null)
    {
        if (Interlocked.Decrement(ref _left) > 0)
            return;
        if (gently is null)
            throw new TimeoutException("killed");
        gently.Cancel();
    }
}
