namespace Mho.Experiments.Binding;

/// <summary>Finds the name somebody probably meant.</summary>
public static class Spelling
{
    /// <summary><c>did you mean "bits"?</c> if a known name is near, else the list of known names.</summary>
    public static string Advice(string written, IEnumerable<string> known)
    {
        List<string> names = [.. known];
        if (names.Count == 0)
            return "none is known.";
        string nearest = names.MinBy(name => Distance(written, name))!;
        return Distance(written, nearest) <= Math.Max(2, nearest.Length / 3)
            ? $"did you mean \"{nearest}\"?"
            : $"known are {string.Join(", ", names.Take(24))}{(names.Count > 24 ? ", …" : "")}.";
    }

    // Levenshtein, letters compared without case; one row at a time.
    private static int Distance(string a, string b)
    {
        if (a.Length > 200)
            return int.MaxValue;
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(diagonal, row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
