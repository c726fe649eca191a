namespace Mho.Numerics;

/// <summary>Work cut into chunks that write disjoint outputs.</summary>
public interface IChunkedWork
{
    /// <summary>Does one chunk. <paramref name="worker"/> (0 … <see cref="Workers.Count"/> − 1) picks scratch memory only: it must not change a result.</summary>
    void Do(int chunk, int worker);
}
