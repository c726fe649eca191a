namespace Mho.Numerics;

/// <summary>What the machine, or the container this process runs in, may give us.</summary>
internal static class FreeMemory
{
    /// <summary>Throws before work begins that would not fit.</summary>
    /// <param name="bytes">What the work takes.</param>
    /// <param name="what">The work, for the message.</param>
    /// <param name="file">The file that asks for it, if any.</param>
    /// <exception cref="InputException">More than there is.</exception>
    public static void Require(long bytes, string what, string file = "")
    {
        long limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes > limit)
            throw new InputException($"{what} takes {bytes / (double)(1 << 30):F1} GiB of the {limit / (double)(1 << 30):F1} GiB there are; give less at a time, or a larger machine.", file);
    }
}
