namespace Mho.Vsa.Machines.Regular;

/// <summary>The characters from one to another, by their numbers in Unicode.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last, <paramref name="First"/> or later.</param>
/// <param name="Place">Where the pattern writes it, counted from 0.</param>
internal readonly record struct LetterRange(int First, int Last, int Place)
{
    /// <summary>Whether it holds a character.</summary>
    public bool Has(int letter) => letter >= First && letter <= Last;
}
