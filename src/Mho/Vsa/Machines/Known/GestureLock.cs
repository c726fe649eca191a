namespace Mho.Vsa.Machines.Known;

/// <summary>Opens after right, right, circle, tap, whatever was before, and closes by a fist.</summary>
/// <remarks>A wrong gesture leads back as far as its end is a beginning of the sequence (D. Knuth, J. Morris and V. Pratt, SIAM Journal on Computing 6, 323 (1977)); where that is the same state there is no edge.</remarks>
internal static class GestureLock
{
    private static readonly string[] Gestures = ["right", "left", "circle", "tap"], Sequence = ["right", "right", "circle", "tap"], Seen = ["locked", "1 right", "2 right", "3 right", "open"];

    public static StateMachine Machine()
    {
        List<Edge> edges = [];
        for (int seen = 0; seen < Sequence.Length; seen++)
        {
            foreach (string gesture in Gestures)
            {
                int then = Beginning([.. Sequence[..seen], gesture]);
                if (then != seen)
                    edges.Add(new(Seen[seen], gesture, Seen[then], then == Sequence.Length ? "unlock" : null));
            }
        }

        return new("gesture-lock", Seen[0], [.. edges, new(Seen[^1], "fist", Seen[0], "lock")], accepting: [Seen[^1]]);
    }

    // Length of the longest end of what was seen that begins the sequence.
    private static int Beginning(string[] seen)
    {
        int length = seen.Length;
        while (!Sequence.AsSpan(0, length).SequenceEqual(seen.AsSpan(seen.Length - length)))
            length--;
        return length;
    }
}
