using System.Globalization;
using System.Text;

namespace Mho.Numerics;

/// <summary>Matrices of one quantity in files: <c>.npy</c> in SI, or <c>.csv</c> whose header names every column with its unit, <c>c0_uS,c1_uS</c>, or that holds nothing but numbers in SI; both hold infinities, <c>inf</c>.</summary>
public static class MatrixFile
{
    private const string Npy = ".npy", Csv = ".csv";

    /// <summary>Reads a matrix in SI; one dimension is a single column.</summary>
    /// <typeparam name="T">The quantity, whose unit the header of a CSV file names.</typeparam>
    /// <exception cref="InputException">Neither .npy nor .csv, or a fault in the file.</exception>
    public static NpyArray Read<T>(string path)
        where T : struct, IQuantity<T> => Ending(path) == Npy ? NpyArray.Read(path) : ReadCsv<T>(path);

    /// <summary>Writes a matrix in SI.</summary>
    /// <param name="path">A name that ends in .npy or .csv.</param>
    /// <param name="matrix">The numbers.</param>
    /// <param name="symbol">Their unit for the header of a CSV file, such as <c>A</c>.</param>
    public static void Write(string path, NpyArray matrix, string symbol)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (Ending(path) == Npy)
        {
            matrix.Write(path);
            return;
        }

        StringBuilder text = new();
        text.AppendJoin(',', Enumerable.Range(0, matrix.Columns).Select(column => $"c{column}_{symbol}")).Append('\n');
        for (int row = 0; row < matrix.Rows; row++)
            text.AppendJoin(',', matrix.Values.Slice(row * matrix.Columns, matrix.Columns).ToArray().Select(Text)).Append('\n');
        AtomicFile.Write(path, text.ToString());
    }

    /// <summary>Throws unless a file of this name could be written by <see cref="Write"/>.</summary>
    public static void CheckName(string path) => Ending(path);

    // As NumPy reads and writes it.
    private static string Text(double value) =>
        double.IsPositiveInfinity(value) ? "inf" : double.IsNegativeInfinity(value) ? "-inf" : value.ToString(CultureInfo.InvariantCulture);

    private static string Ending(string path)
    {
        string ending = Path.GetExtension(path).ToLowerInvariant();
        return ending is Npy or Csv ? ending : throw new InputException("is named neither .npy nor .csv; choose one of these formats.", path);
    }

    private static NpyArray ReadCsv<T>(string path)
        where T : struct, IQuantity<T>
    {
        CsvTable table = CsvTable.Read(path, column => $"c{column}_{T.Symbol}");
        double[] values = new double[table.Rows * table.Header.Count];
        HashSet<string> seen = [];
        for (int column = 0; column < table.Header.Count; column++)
        {
            string name = table.Header[column], quantity = name[..Math.Max(0, name.LastIndexOf('_'))];
            if (quantity.Length == 0 || !seen.Add(quantity))
                throw new InputException($"\"{name}\" is no name of its own with a unit; name the columns c0_{T.Symbol}, c1_{T.Symbol} … or with a prefix, c0_u{T.Symbol}.", path, 1);
            double[] numbers = table.InSIOrInfinite<T>(quantity);
            for (int row = 0; row < numbers.Length; row++)
                values[(row * table.Header.Count) + column] = numbers[row];
        }

        return new(table.Rows, table.Header.Count, values);
    }
}
