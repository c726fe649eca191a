using System.Text;

namespace Mho.Vsa.Machines.Regular;

/// <summary>Reads a regular expression by recursive descent: choice of sequences of repeated parts.</summary>
/// <remarks>
/// What other dialects mean by a sign that has no meaning here is refused and not taken for the character, so that no expression means two things: anchors (the whole text is matched anyhow), lazy
/// repetition, escapes for classes, a brace or bracket that stands alone.
/// </remarks>
internal sealed class Pattern
{
    private const int MaximumDepth = 200, MaximumRepeats = 4096, MaximumLength = 200_000, LongestShown = 200;
    private const string Signs = @"\.[](){}|*+?^$";

    private readonly string _text;
    private readonly int[] _letters;
    private int _at, _depth;

    private Pattern(string text)
    {
        _text = text;
        _letters = [.. text.EnumerateRunes().Select(rune => rune.Value)];
    }

    private int Here => _at < _letters.Length ? _letters[_at] : -1;

    /// <summary>The expression that a text writes.</summary>
    /// <exception cref="InputException">It writes none; points at the character.</exception>
    public static Expression Read(string text)
    {
        if (text.Length > MaximumLength)
            throw new InputException($"has {text.Length:N0} characters, more than {MaximumLength:N0}; write a shorter one.", field: Field(text));
        Pattern pattern = new(text);
        int unwritable = Array.FindIndex(pattern._letters, letter => !Alphabet.CanName(letter));
        if (unwritable >= 0)
            throw Fault(text, unwritable, "is a control character or no character, and no stimulus can be called that; leave it out.");
        Expression whole = pattern.Choice();
        return pattern.Here < 0 ? whole : throw Fault(text, pattern._at, "closes no group; leave it out, or write \\) for the character.");
    }

    /// <summary>A fault at a character of the pattern.</summary>
    public static InputException Fault(string text, int place, string problem)
    {
        Rune[] letters = [.. text.EnumerateRunes()];
        return new($"character {place + 1}{(place < letters.Length ? $", {letters[place]}" : ", the end")}: {problem}", field: Field(text));
    }

    /// <summary>How errors call a pattern: a very long one by its beginning.</summary>
    public static string Field(string text) => $"pattern \"{(text.Length > LongestShown ? text[..LongestShown] + "…" : text)}\"";

    private Expression Choice()
    {
        List<Expression> parts = [Sequence()];
        while (Takes('|'))
            parts.Add(Sequence());
        return parts is [var only] ? only : new Expression.Choice(parts);
    }

    private Expression Sequence()
    {
        List<Expression> parts = [];
        while (Here is not (-1 or '|' or ')'))
            parts.Add(Repeated());
        return parts is [var only] ? only : new Expression.Sequence(parts);
    }

    private Expression Repeated()
    {
        Expression part = Part();
        int start = _at;
        Expression repeated = Here switch
        {
            '*' => Repetition(part, 0, null),
            '+' => Repetition(part, 1, null),
            '?' => Repetition(part, 0, 1),
            '{' => Counted(part),
            _ => part,
        };
        return start == _at || Here is not ('*' or '+' or '?' or '{')
            ? repeated
            : throw Fault(_text, _at, "repeats what is repeated; write the part before it in parentheses.");
    }

    private Expression.Repetition Repetition(Expression part, int least, int? most)
    {
        _at++;
        return new(part, least, most);
    }

    // {m}, {m,} or {m,n}.
    private Expression.Repetition Counted(Expression part)
    {
        int start = _at++;
        int least = Number(start);
        int? most = !Takes(',') ? least : Here == '}' ? null : Number(start);
        if (!Takes('}'))
            throw Fault(_text, start, "begins no count; write {3}, {3,} or {3,5}, or \\{ for the character.");
        return most is null || most >= least ? new(part, least, most) : throw Fault(_text, start, $"counts from {least} to {most}; write the smaller number first.");
    }

    private int Number(int start)
    {
        int number = 0, first = _at;
        while (Here is >= '0' and <= '9' && number <= MaximumRepeats)
            number = (10 * number) + _letters[_at++] - '0';
        if (_at == first)
            throw Fault(_text, start, "begins no count; write {3}, {3,} or {3,5}, or \\{ for the character.");
        return number <= MaximumRepeats ? number : throw Fault(_text, first, $"counts above {MaximumRepeats}, which would make a machine of more states; count less.");
    }

    private Expression Part()
    {
        int place = _at++;
        switch (_letters[place])
        {
            case '(':
                if (++_depth > MaximumDepth)
                    throw Fault(_text, place, $"opens group {MaximumDepth + 1} inside of others; nest them less deeply.");
                Expression inside = Choice();
                _depth--;
                return Takes(')') ? inside : throw Fault(_text, place, "is not closed; write ) behind the group, or \\( for the character.");
            case '[':
                return Class(place);
            case '.':
                return new Expression.Letter([], Except: true);
            case '^' or '$':
                throw Fault(_text, place, $"is not needed, as the whole text is matched; leave it out, or write \\{(char)_letters[place]} for the character.");
            case '*' or '+' or '?' or '{':
                throw Fault(_text, place, $"has nothing before it to repeat; write \\{(char)_letters[place]} for the character.");
            case ']' or '}':
                throw Fault(_text, place, $"closes nothing; write \\{(char)_letters[place]} for the character.");
            default:
                int letter = Character(place);
                return new Expression.Letter([new(letter, letter, place)], Except: false);
        }
    }

    private Expression.Letter Class(int start)
    {
        bool except = Takes('^');
        List<LetterRange> ranges = [];
        while (Here != ']')
        {
            int place = _at, first = Member(start);
            bool range = Here == '-' && _at + 1 < _letters.Length && _letters[_at + 1] != ']';
            _at += range ? 1 : 0;
            int last = range ? Member(start) : first;
            ranges.Add(last >= first ? new(first, last, place) : throw Fault(_text, place, "begins a range that ends before it; write the earlier character first."));
        }

        _at++;
        return ranges.Count > 0 ? new(ranges, except) : throw Fault(_text, start, "begins a class of no characters; name some, or write \\[ for the character.");
    }

    private int Member(int start)
    {
        if (Here < 0)
            throw Fault(_text, start, "is not closed; write ] behind the class, or \\[ for the character.");
        if (Here == '[')
            throw Fault(_text, _at, "stands in a class, where other dialects mean something by it; write \\[ for the character.");
        return Character(_at++);
    }

    // The character at a place that has been passed, or the one behind its backslash.
    private int Character(int place)
    {
        if (_letters[place] != '\\')
            return _letters[place];
        if (Here < 0)
            throw Fault(_text, place, "has nothing behind it; write \\\\ for the character.");
        int letter = _letters[_at++];
        return letter is '-' || (letter <= char.MaxValue && Signs.Contains((char)letter))
            ? letter
            : throw Fault(_text, place, "makes only signs and - characters; leave it out, or write a class as [0-9].");
    }

    private bool Takes(char letter)
    {
        bool takes = Here == letter;
        _at += takes ? 1 : 0;
        return takes;
    }
}
