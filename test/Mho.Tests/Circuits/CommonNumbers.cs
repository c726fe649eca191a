namespace Mho.Tests.Circuits;

/// <summary>The numbers of the crossbar problem that anyone can rebuild: SplitMix64, its top 53 bits.</summary>
internal static class CommonNumbers
{
    /// <summary>Number <paramref name="k"/> (from 1) of a stream, in [0, 1).</summary>
    public static double Uniform(ulong stream, long k)
    {
        ulong z = unchecked(stream + ((ulong)k * 0x9E3779B97F4A7C15UL));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1L << 53));
    }
}
