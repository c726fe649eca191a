namespace Mho.Vsa.Machines;

/// <summary>What a machine made from a regular expression does with a character after which nothing can match any more.</summary>
public enum DeadEnd
{
    /// <summary>It goes to a state <c>reject</c> and stays there: the machine decides the language of the expression.</summary>
    Reject,

    /// <summary>
    /// It has no edge and stays where it is: one state less, and edges only for what matches. The machine then accepts more: every text from which characters can be left out, each where it stood
    /// in the way, so that the rest matches.
    /// </summary>
    Stay,
}
