using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Numerics;

/// <summary>The shared counter: each chunk once, whoever takes it. Alone, because the number of workers is one for the process.</summary>
[Collection(WorkerCountCollection.Name)]
public sealed class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Every_chunk_is_done_once_by_a_worker_within_the_count(int count)
    {
        using WorkerCount _ = new(count);
        for (int round = 0; round < 300; round++)
        {
            int chunks = round % 23;
            Tally work = new(new int[23], new int[count]);
            Workers.Run(chunks, work);
            Assert.All(work.Done[..chunks], times => Assert.Equal(1, times));
            Assert.All(work.Done[chunks..], times => Assert.Equal(0, times));
            Assert.Equal(chunks, work.ByWorker.Sum());
        }
    }

    [Fact]
    public void Helpers_take_part_also_after_they_have_parked()
    {
        using WorkerCount _ = new(2);
        for (int round = 0; round < 20; round++)
        {
            Thread.Sleep(2);
            int[] byWorker = new int[2];
            Workers.Run(8, new Waiting(byWorker));
            Assert.True(byWorker[1] > 0, "the helper slept on");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void An_exception_in_work_reaches_the_caller_and_leaves_the_pool_usable(int count)
    {
        using WorkerCount _ = new(count);
        for (int round = 0; round < 50; round++)
        {
            InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => Workers.Run(16, new Faulty(round % 16)));
            Assert.Equal($"chunk {round % 16}", thrown.Message);
        }

        Tally work = new(new int[16], new int[count]);
        Workers.Run(16, work);
        Assert.Equal(16, work.ByWorker.Sum());
    }

    [Fact]
    public void Work_started_from_within_work_runs_on_its_own_thread_under_the_same_worker_index()
    {
        using WorkerCount _ = new(4);
        Nested work = new(new int[12]);
        Workers.Run(12, work);
        Assert.All(work.Inner, times => Assert.Equal(5, times));
    }

    [Fact]
    public void Threads_that_share_at_the_same_time_do_not_disturb_each_other()
    {
        using WorkerCount _ = new(3);
        Thread[] callers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int round = 0; round < 500; round++)
            {
                Tally work = new(new int[9], new int[3]);
                Workers.Run(9, work);
                if (work.Done.Any(times => times != 1))
                    Environment.FailFast("a chunk was lost or done twice");
            }
        }))];
        foreach (Thread caller in callers)
            caller.Start();
        foreach (Thread caller in callers)
            caller.Join();
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        using WorkerCount _ = new(2);
        int[] done = new int[8], byWorker = new int[2];
        Tally work = new(done, byWorker);
        for (int round = 0; round < 100; round++)
            Workers.Run(8, work);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 100; round++)
            Workers.Run(8, work);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private readonly record struct Waiting(int[] ByWorker) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            int[] byWorker = ByWorker;
            if (worker == 0) // however busy the machine, the helper comes at last
                SpinWait.SpinUntil(() => Volatile.Read(ref byWorker[1]) > 0, TimeSpan.FromSeconds(20));
            Interlocked.Increment(ref byWorker[worker]);
        }
    }

    private readonly record struct Tally(int[] Done, int[] ByWorker) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            Interlocked.Increment(ref Done[chunk]);
            Interlocked.Increment(ref ByWorker[worker]);
        }
    }

    private readonly record struct Faulty(int Chunk) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            if (chunk == Chunk)
                throw new InvalidOperationException($"chunk {chunk}");
        }
    }

    private readonly record struct Nested(int[] Inner) : IChunkedWork
    {
        public void Do(int chunk, int worker) => Workers.Run(5, new Within(Inner, chunk, worker, Environment.CurrentManagedThreadId));
    }

    private readonly record struct Within(int[] Inner, int Outer, int Worker, int Thread) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            Assert.Equal(Worker, worker);
            Assert.Equal(Thread, Environment.CurrentManagedThreadId);
            Inner[Outer]++;
        }
    }
}
