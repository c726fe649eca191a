namespace Mho.Networks.Spiking;

/// <summary>How far membranes of a network went while they accumulated.</summary>
/// <param name="Lowest">The lowest potential, and where.</param>
/// <param name="Highest">The highest.</param>
public sealed record MembraneRange(MembranePeak Lowest, MembranePeak Highest)
{
    /// <summary>The range of several, at least one: of all samples, say.</summary>
    public static MembraneRange Over(IEnumerable<MembraneRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        return ranges.Aggregate((one, other) => new(
            other.Lowest.Potential < one.Lowest.Potential ? other.Lowest : one.Lowest,
            other.Highest.Potential > one.Highest.Potential ? other.Highest : one.Highest));
    }
}
