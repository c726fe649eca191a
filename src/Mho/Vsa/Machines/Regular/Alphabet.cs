using System.Text;

namespace Mho.Vsa.Machines.Regular;

/// <summary>The characters a machine reads, in the order of their numbers; every other place in this folder counts them.</summary>
internal sealed class Alphabet
{
    /// <summary>Most characters: each is an edge of every state.</summary>
    public const int Maximum = 1024;

    private readonly string _pattern;
    private readonly int[] _letters;

    /// <summary>The characters of <paramref name="letters"/>, or if it is null those that the pattern names.</summary>
    /// <exception cref="InputException">There is none, there are too many, or the pattern names one that does not belong to them.</exception>
    public Alphabet(string pattern, Expression expression, string? letters)
    {
        _pattern = pattern;
        List<LetterRange> named = [];
        Collect(expression, named);
        if (letters is null && named.Find(range => range.Last - range.First >= Maximum) is { Last: > 0 } wide)
            throw Pattern.Fault(pattern, wide.Place, $"begins a range of more than {Maximum} characters; give an alphabet, or a shorter range.");
        _letters = [.. (letters?.EnumerateRunes().Select(rune => rune.Value) ?? named.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)
            .Where(Rune.IsValid))).Distinct().Order()];
        if (_letters.Length is 0 or > Maximum)
        {
            throw new InputException(
                _letters.Length == 0 ? "names no character; give the alphabet." : $"reads {_letters.Length} characters, more than {Maximum}; give a smaller alphabet.", field: Pattern.Field(pattern));
        }

        int unwritable = Array.FindIndex(_letters, letter => !CanName(letter));
        if (unwritable >= 0)
            throw new InputException($"reads the character U+{_letters[unwritable]:X4}, a control character or none, and no stimulus can be called that; leave it out of ranges and alphabet.", field: Pattern.Field(pattern));
    }

    /// <summary>How many there are.</summary>
    public int Count => _letters.Length;

    /// <summary>A character as the name of a stimulus.</summary>
    public string this[int place] => char.ConvertFromUtf32(_letters[place]);

    /// <summary>Whether a character can be the name of a stimulus: it is neither a sign of control nor what stands for half a character.</summary>
    public static bool CanName(int letter) => !Rune.IsControl(new(letter)) && letter != Rune.ReplacementChar.Value;

    /// <summary>Places of the characters that a letter of an expression stands for.</summary>
    public int[] Places(Expression.Letter letter)
    {
        foreach (LetterRange single in letter.Ranges.Where(range => range.First == range.Last && Array.BinarySearch(_letters, range.First) < 0))
            throw Pattern.Fault(_pattern, single.Place, "is not in the alphabet; add it there, or leave it out here.");
        return [.. Enumerable.Range(0, Count).Where(place => letter.Ranges.Any(range => range.Has(_letters[place])) != letter.Except)];
    }

    private static void Collect(Expression expression, List<LetterRange> named)
    {
        switch (expression)
        {
            case Expression.Letter letter:
                named.AddRange(letter.Ranges);
                break;
            case Expression.Repetition repetition:
                Collect(repetition.Part, named);
                break;
            case Expression.Sequence sequence:
                foreach (Expression part in sequence.Parts)
                    Collect(part, named);
                break;
            case Expression.Choice choice:
                foreach (Expression part in choice.Parts)
                    Collect(part, named);
                break;
        }
    }
}
