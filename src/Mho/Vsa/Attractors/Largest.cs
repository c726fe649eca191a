namespace Mho.Vsa.Attractors;

/// <summary>The k neurons with the largest field.</summary>
internal static class Largest
{
    /// <summary>Exactly <paramref name="count"/> places, ascending; of equal fields at the border the first places. A field that is no number is below all others.</summary>
    public static int[] Of(ReadOnlySpan<float> field, int count)
    {
        int[] winners = new int[count];
        Of(field, new float[field.Length], winners);
        return winners;
    }

    /// <summary>The same, as many as there is room for, without allocation.</summary>
    /// <param name="field">[N].</param>
    /// <param name="work">[N], overwritten.</param>
    /// <param name="winners">[k] gets the places.</param>
    public static void Of(ReadOnlySpan<float> field, Span<float> work, Span<int> winners)
    {
        int count = winners.Length;
        float border = Border(field, work, count);
        int above = 0;
        foreach (float value in field)
            above += Ordered(value) > border ? 1 : 0;
        for (int i = 0, at = 0, equals = count - above; at < count; i++)
        {
            float value = Ordered(field[i]);
            if (value > border || (value == border && equals-- > 0))
                winners[at++] = i;
        }
    }

    // Sums of infinite weights are no numbers, and no number is larger or smaller than those.
    private static float Ordered(float value) => float.IsNaN(value) ? float.NegativeInfinity : value;

    // The count-th largest value (Hoare's selection on a copy).
    private static float Border(ReadOnlySpan<float> field, Span<float> values, int count)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = Ordered(field[i]);
        int low = 0, high = values.Length - 1, wanted = values.Length - count;
        while (low < high)
        {
            float pivot = values[low + ((high - low) / 2)];
            int i = low, j = high;
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i > j)
                    break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            if (wanted <= j)
                high = j;
            else if (wanted >= i)
                low = i;
            else
                break;
        }

        return values[wanted];
    }
}
