namespace Mho.Numerics;

/// <summary>A length cut into the fewest parts of at most a given size, as even as can be: no part is left tiny.</summary>
internal readonly struct Partition
{
    private readonly int small, larger;

    public Partition(int length, int largest)
    {
        if (length <= largest) // as small products do: no division
        {
            (Parts, small, larger) = (length == 0 ? 0 : 1, length, 0);
            return;
        }

        Parts = (length + largest - 1) / largest;
        small = length / Parts;
        larger = length - (small * Parts); // this many parts, the first ones, are longer by one
    }

    public int Parts { get; }

    /// <summary>Where a part begins; part number <see cref="Parts"/> begins at the end.</summary>
    public int Start(int part) => (part * small) + Math.Min(part, larger);

    public int Size(int part) => part < larger ? small + 1 : small;
}
