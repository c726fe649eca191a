using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Mho.Numerics;

/// <summary>The threads behind <see cref="Workers"/>: they wait for a job, spinning for a moment and then parked, and share its chunks with the caller.</summary>
/// <remarks>
/// A job is announced by <see cref="ticket"/>, which holds its number in the high word and the chunks not yet begun in the low word. A chunk is taken by
/// comparing and exchanging the whole ticket: success proves that the job's other fields, read before, are those of this very job.
/// </remarks>
internal static unsafe class HelperPool
{
    // Long enough to stay awake between the layers of a network, short enough to leave the processor to others.
    private const double SpinMicroseconds = 50;

    private static readonly Lock Growth = new();

    private static volatile Helper[] helpers = [];
    private static int claimed;
    private static long ticket;
    private static delegate*<void*, int, int, void> task;
    private static void* argument;
    private static int chunks;
    private static int participants;
    private static int unfinished;
    private static Exception? failure;

    /// <summary>Takes the pool for one job; false while another thread has it.</summary>
    public static bool TryClaim() => Volatile.Read(ref claimed) == 0 && Interlocked.CompareExchange(ref claimed, 1, 0) == 0;

    public static void Release() => Volatile.Write(ref claimed, 0);

    /// <summary>Does all chunks, the caller as worker 0 and helpers as workers 1 … <paramref name="workers"/> − 1. The caller has claimed the pool.</summary>
    public static void Share(int count, int workers, delegate*<void*, int, int, void> work, void* state)
    {
        Grow(workers - 1);
        task = work;
        argument = state;
        (chunks, participants, unfinished, failure) = (count, workers, count, null);
        uint job = (uint)(ticket >> 32) + 1;
        Interlocked.Exchange(ref ticket, ((long)job << 32) | (uint)count);
        for (int helper = 0; helper < workers - 1; helper++)
            helpers[helper].Wake();
        TakeChunks(job, 0);

        // What remains is in the hands of helpers that run; on a full machine they need this processor.
        SpinWait wait = default;
        while (Volatile.Read(ref unfinished) != 0)
            wait.SpinOnce(sleep1Threshold: -1);
        (Exception? thrown, failure) = (failure, null);
        if (thrown != null)
            ExceptionDispatchInfo.Throw(thrown);
    }

    private static void TakeChunks(uint job, int worker)
    {
        int done = 0;
        long seen = Volatile.Read(ref ticket);
        while ((uint)(seen >> 32) == job && (uint)seen != 0 && worker < Volatile.Read(ref participants))
        {
            delegate*<void*, int, int, void> work = task;
            void* state = argument;
            int chunk = chunks - (int)seen;
            long before = Interlocked.CompareExchange(ref ticket, seen - 1, seen);
            if (before != seen)
            {
                seen = before;
                continue;
            }

            try
            {
                if (Volatile.Read(ref failure) == null)
                    work(state, chunk, worker);
            }
#pragma warning disable CA1031 // Whatever the work throws is the caller's to see.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref failure, exception, null);
            }

            done++;
            seen = Volatile.Read(ref ticket);
        }

        // One subtraction for all chunks of this thread; after it the job may be gone.
        if (done > 0)
            Interlocked.Add(ref unfinished, -done);
    }

    private static void Grow(int count)
    {
        if (helpers.Length >= count)
            return;
        lock (Growth)
        {
            int present = helpers.Length;
            helpers = [.. helpers, .. Enumerable.Range(present, Math.Max(0, count - present)).Select(index => new Helper(index + 1))];
        }
    }

#pragma warning disable CA1001 // A helper lives as long as the process; so does its semaphore.
    private sealed class Helper
#pragma warning restore CA1001
    {
        private readonly SemaphoreSlim wakening = new(0);
        private readonly int worker;
        private int parked;

        public Helper(int worker)
        {
            this.worker = worker;
            new Thread(Serve) { IsBackground = true, Name = $"Mho worker {worker}" }.Start();
        }

        public void Wake()
        {
            if (Volatile.Read(ref parked) == 1 && Interlocked.Exchange(ref parked, 0) == 1)
                wakening.Release();
        }

        private void Serve()
        {
            Workers.Enter(worker);
            uint job = 0;
            while (true)
            {
                Await(job);
                job = (uint)(Volatile.Read(ref ticket) >> 32);
                TakeChunks(job, worker);
            }
        }

        // Returns when a job other than the given one is announced.
        private void Await(uint job)
        {
            if (worker < Environment.ProcessorCount)
            {
                long start = Stopwatch.GetTimestamp();
                while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < SpinMicroseconds)
                {
                    if (Announced() != job)
                        return;
                    Thread.SpinWait(8);
                }
            }

            while (Announced() == job)
            {
                // Say so first, look again second: whoever announces a job in between sees the flag, and whoever announced before is seen.
                Interlocked.Exchange(ref parked, 1);
                if (Announced() != job && Interlocked.Exchange(ref parked, 0) == 1)
                    return;
                wakening.Wait();
            }
        }

        private static uint Announced() => (uint)(Volatile.Read(ref ticket) >> 32);
    }
}
