namespace Mho.Vsa.Machines.Regular;

/// <summary>A regular expression as a tree.</summary>
internal abstract record Expression
{
    /// <summary>One character: of some ranges, or of none of them.</summary>
    public sealed record Letter(IReadOnlyList<LetterRange> Ranges, bool Except) : Expression;

    /// <summary>Parts one after the other; the empty text if there are none.</summary>
    public sealed record Sequence(IReadOnlyList<Expression> Parts) : Expression;

    /// <summary>One of several parts.</summary>
    public sealed record Choice(IReadOnlyList<Expression> Parts) : Expression;

    /// <summary>A part <paramref name="Least"/> to <paramref name="Most"/> times over; without end if that is null.</summary>
    public sealed record Repetition(Expression Part, int Least, int? Most) : Expression;
}
