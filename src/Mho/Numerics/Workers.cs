using System.Runtime.CompilerServices;

namespace Mho.Numerics;

/// <summary>The threads that share a piece of work. Work is cut into chunks that divide the outputs, so results do not depend on <see cref="Count"/>.</summary>
/// <remarks>
/// Chunks are taken one by one from a shared counter, so a helper that the system has put aside delays nobody: the others, the caller among
/// them, do what it has not begun. Work started from within work, or while another thread has the helpers, runs on the thread that starts it.
/// </remarks>
public static class Workers
{
    [ThreadStatic]
    private static int running; // 1 + worker index while this thread is inside shared work, else 0

    /// <summary>How many threads share work; set by <c>MHO_THREADS</c> or <c>--threads</c>, else the number of processors.</summary>
    /// <remarks>May change between runs and may exceed the number of processors.</remarks>
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
    /// <remarks>An exception thrown by a chunk is thrown here when the chunks in progress have ended; chunks not begun by then are left out.</remarks>
    /// <typeparam name="TWork">A struct or a long-lived class, so that nothing is allocated.</typeparam>
    public static unsafe void Run<TWork>(int chunks, TWork work)
        where TWork : IChunkedWork
    {
        ArgumentOutOfRangeException.ThrowIfNegative(chunks);
        int count = Math.Min(Count, chunks);
        if (count > 1 && running == 0 && HelperPool.TryClaim())
        {
            running = 1;
            try
            {
                // The work stays on this stack until all is done, so helpers may reach it by address: nothing is boxed.
                HelperPool.Share(chunks, count, &Do<TWork>, Unsafe.AsPointer(ref work));
            }
            finally
            {
                running = 0;
                HelperPool.Release();
            }

            return;
        }

        int worker = Math.Max(0, running - 1);
        for (int chunk = 0; chunk < chunks; chunk++)
            work.Do(chunk, worker);
    }

    /// <summary>Tells this thread which worker it is, for work started from within its work.</summary>
    internal static void Enter(int worker) => running = worker + 1;

    private static unsafe void Do<TWork>(void* work, int chunk, int worker)
        where TWork : IChunkedWork => Unsafe.AsRef<TWork>(work).Do(chunk, worker);
}
