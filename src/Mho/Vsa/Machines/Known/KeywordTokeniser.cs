namespace Mho.Vsa.Machines.Known;

/// <summary>Reads words of the letters f, i, n, s, t that end at a blank, and says which are a keyword (if, in, int, is) and which a name.</summary>
/// <remarks>The tree of all beginnings of keywords; a letter that leads out of it makes the word a name.</remarks>
internal static class KeywordTokeniser
{
    private const string Letters = "finst", Blank = "blank", Between = "between words", Other = "name";

    private static readonly string[] Keywords = ["if", "in", "int", "is"];

    public static StateMachine Machine()
    {
        string[] beginnings = [.. Keywords.SelectMany(word => Enumerable.Range(0, word.Length + 1).Select(length => word[..length])).Distinct(StringComparer.Ordinal).OrderBy(word => word.Length)];
        List<Edge> edges = [];
        foreach (string read in beginnings)
        {
            edges.AddRange(Letters.Select(letter => new Edge(State(read), letter.ToString(), beginnings.Contains(read + letter) ? State(read + letter) : Other)));
            if (read.Length > 0)
                edges.Add(new(State(read), Blank, Between, Keywords.Contains(read) ? $"keyword {read}" : "name"));
        }

        return new("keyword-tokeniser", Between, [.. edges, new(Other, Blank, Between, "name")]);
    }

    private static string State(string read) => read.Length == 0 ? Between : $"{read}…";
}
