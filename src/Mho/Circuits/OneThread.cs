namespace Mho.Circuits;

/// <summary>Memory that serves one use at a time. A second one is refused: both would go on, each with numbers of the other's.</summary>
/// <param name="way">The way out.</param>
internal sealed class OneThread(string way)
{
    /// <summary>The way out where a batch is shared by all threads anyhow.</summary>
    public const string Batch = "prepare one for each thread, or give Outputs all inputs at once: it works on all threads itself";

    private int _busy;

    /// <summary>Begins a use, which disposing of the answer ends.</summary>
    /// <exception cref="InvalidOperationException">Another use has not ended.</exception>
    public Use Begin() => Interlocked.CompareExchange(ref _busy, 1, 0) == 0 ? new(this)
        : throw new InvalidOperationException($"another thread is solving here, in memory that serves one at a time; {way}.");

    /// <summary>A use.</summary>
    public readonly ref struct Use(OneThread owner)
    {
        /// <summary>Ends it.</summary>
        public void Dispose() => Volatile.Write(ref owner._busy, 0);
    }
}
