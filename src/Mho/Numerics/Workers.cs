namespace Mho.Numerics;

/// <summary>The threads that share a piece of work. Work is cut into chunks that divide the outputs, so results do not depend on <see cref="Count"/>.</summary>
public static class Workers
{
    /// <summary>How many threads share work; set by <c>MHO_THREADS</c> or <c>--threads</c>, else the number of processors.</summary>
    public static int Count
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    }
    = int.TryParse(Environment.GetEnvironmentVariable("MHO_THREADS"), out int threads) && threads > 0 ? threads : Environment.ProcessorCount;

    /// <summary>Does chunks 0 … <paramref name="chunks"/> − 1, each once, in any order and on any thread; returns when all are done.</summary>
    /// <typeparam name="TWork">A struct or a long-lived class, so that nothing is allocated.</typeparam>
    public static void Run<TWork>(int chunks, TWork work)
        where TWork : IChunkedWork
    {
        if (Count == 1 || chunks == 1)
        {
            for (int chunk = 0; chunk < chunks; chunk++)
                work.Do(chunk, 0);
            return;
        }

        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = Count }, chunk => work.Do(chunk, Environment.CurrentManagedThreadId));
    }
}
