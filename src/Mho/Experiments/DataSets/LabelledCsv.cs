using System.Globalization;
using System.Text;
using Mho.Networks;
using Mho.Numerics;

namespace Mho.Experiments.DataSets;

/// <summary>Rows of numbers, the label last.</summary>
internal static class LabelledCsv
{
    /// <summary>Reads rows as images of bytes.</summary>
    /// <param name="text">The file.</param>
    /// <param name="file">Its name for errors.</param>
    /// <param name="shape">Name, rows, columns and classes of the images.</param>
    /// <param name="steps">Steps a unit: 10 keeps one digit after the point.</param>
    /// <param name="highest">The largest value; it becomes 1.</param>
    public static LabelledImages Read(string text, string file, (string Name, int Height, int Width, int Classes) shape, int steps, int highest)
    {
        int length = shape.Height * shape.Width;
        List<byte> pixels = [];
        List<int> labels = [];
        long line = 0;
        foreach (ReadOnlySpan<char> row in text.AsSpan().EnumerateLines())
        {
            line++;
            if (row.IsWhiteSpace())
                continue;
            string[] cells = row.ToString().Split(',');
            if (cells.Length != length + 1)
                throw new InputException($"has {cells.Length} cells, and must have {length + 1}: {length} values and a label.", file, line);
            for (int i = 0; i < length; i++)
            {
                double value = double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? Math.Round(number * steps) : double.NaN;
                pixels.Add(value >= 0 && value <= highest * steps ? (byte)value : throw new InputException($"\"{cells[i]}\" in cell {i + 1} is not a number from 0 to {highest}.", file, line));
            }

            labels.Add(int.TryParse(cells[length], NumberStyles.None, CultureInfo.InvariantCulture, out int label) && label < shape.Classes
                ? label
                : throw new InputException($"\"{cells[length]}\" in cell {length + 1} is not a label from 0 to {shape.Classes - 1}.", file, line));
        }

        return new LabelledImages(shape.Name, shape.Height, shape.Width, 1, shape.Classes, 1f / (highest * steps), [.. pixels], [.. labels]);
    }

    /// <summary>Sets a share of the rows aside for testing, chosen by address, not by position.</summary>
    public static DataSplit Split(LabelledImages all, double testShare, ulong seed)
    {
        int[] order = new int[all.Count];
        new Key(seed)["data"][all.Name]["split"].Permutation(order);
        int tests = Math.Clamp((int)Math.Round(testShare * all.Count), 1, all.Count - 1);
        return new DataSplit(
            all.Select(order.AsSpan(tests)) with { Name = all.Name + " train" },
            all.Select(order.AsSpan(0, tests)) with { Name = all.Name + " test" });
    }

    /// <summary>An embedded text.</summary>
    public static string Embedded(string name) => Encoding.UTF8.GetString(DataFile.Embedded(name));

    /// <summary>Checks a share.</summary>
    public static double Share(double share) => share is > 0 and < 1
        ? share
        : throw new ArgumentOutOfRangeException(nameof(share), $"testShare = {share} must lie between 0 and 1; 0.2 sets a fifth aside.");
}
