namespace Mho.Numerics;

/// <summary>Scratch that each worker of shared work has for itself, made when it first asks.</summary>
/// <typeparam name="T">The scratch.</typeparam>
internal sealed class PerWorker<T>(Func<T> make)
    where T : class
{
    private readonly Lock _growth = new();
    private volatile T?[] _all = [];

    /// <summary>That of one worker; no other thread may ask for it at the time.</summary>
    public T this[int worker]
    {
        get
        {
            T?[] all = _all;
            return worker < all.Length && all[worker] is T made ? made : Make(worker);
        }
    }

    // Entries are never replaced, so a copy that another worker still reads has what that worker needs.
    private T Make(int worker)
    {
        T made = make();
        lock (_growth)
        {
            T?[] all = new T?[Math.Max(_all.Length, worker + 1)];
            _all.CopyTo(all, 0);
            all[worker] = made;
            _all = all;
        }

        return made;
    }
}
