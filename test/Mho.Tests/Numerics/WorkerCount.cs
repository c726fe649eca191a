using Mho.Numerics;

namespace Mho.Tests.Numerics;

/// <summary>Sets the number of workers for one test and restores it; for tests of <see cref="WorkerCountCollection"/>.</summary>
internal sealed class WorkerCount : IDisposable
{
    private readonly int before = Workers.Count;

    public WorkerCount(int count) => Workers.Count = count;

    public void Dispose() => Workers.Count = before;
}
