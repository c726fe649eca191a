using System.Globalization;

namespace Mho.Numerics;

/// <summary>A table of numbers with one header line, comma between cells, "." as decimal point. Units stand in the header: <c>g_initial_uS</c>.</summary>
/// <remarks>Blank lines and lines that begin with # are passed over. Quoted cells are refused. Cells are read as numbers when their column is asked for.</remarks>
public sealed class CsvTable
{
    private readonly string _text;
    private readonly List<(int Start, int Length)> _cells;
    private readonly List<int> _lines;

    private CsvTable(string text, string file, string[] header, List<(int Start, int Length)> cells, List<int> lines) =>
        (_text, File, Header, _cells, _lines) = (text, file, header, cells, lines);

    /// <summary>The file's name, for messages.</summary>
    public string File { get; }

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Number of rows, header not counted.</summary>
    public int Rows => _lines.Count;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="unnamed">Names column k of a file that begins with numbers; null if a header is asked of every file.</param>
    /// <exception cref="InputException">Not there, empty, or rows of different length; says which line.</exception>
    public static CsvTable Read(string path, Func<int, string>? unnamed = null)
    {
        try
        {
            return Parse(System.IO.File.ReadAllText(path), path, unnamed);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read: {exception.Message}", path, inner: exception);
        }
    }

    /// <summary>Reads a text; <paramref name="file"/> names it in messages.</summary>
    public static CsvTable Parse(string text, string file, Func<int, string>? unnamed = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[]? header = null;
        bool named = true;
        List<(int Start, int Length)> cells = [];
        List<int> lines = [];
        int start = 0, line = 0;
        while (start < text.Length)
        {
            int end = text.AsSpan(start).IndexOf('\n');
            end = end < 0 ? text.Length : start + end;
            ReadOnlySpan<char> row = text.AsSpan(start, end - start).Trim();
            line++;
            if (row.Contains('"'))
                throw new InputException("has a quoted cell; write plain cells with commas between.", file, line);
            if (!row.IsEmpty && row[0] != '#')
            {
                if (header is null && unnamed is not null && IsNumber(row[..(row.IndexOf(',') is var comma and >= 0 ? comma : row.Length)]))
                    (header, named) = ([.. Enumerable.Range(0, row.Count(',') + 1).Select(unnamed)], false);
                if (header is null)
                {
                    header = Names(row.ToString(), file, line);
                }
                else
                {
                    int before = cells.Count;
                    Split(text, start, end, cells);
                    if (cells.Count - before != header.Length)
                        throw new InputException($"has {cells.Count - before} cells, but {(named ? "the header names" : "lines before have")} {header.Length}; is the file cut off?", file, line);
                    lines.Add(line);
                }
            }

            start = end + 1;
        }

        return header is null || lines.Count == 0
            ? throw new InputException("has no rows; give a header line and at least one row of numbers.", file)
            : new CsvTable(text, file, header, cells, lines);
    }

    /// <summary>Whether there is a column of that name.</summary>
    public bool Has(string column) => Header.Contains(column, StringComparer.Ordinal);

    /// <summary>A column's numbers as they stand.</summary>
    /// <exception cref="InputException">No such column, or a cell that is no finite number; says line and column.</exception>
    public double[] Column(string name) => Numbers(name, infinite: false);

    private static bool IsNumber(ReadOnlySpan<char> cell) => Infinity(cell.Trim()) is not null || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private double[] Numbers(string name, bool infinite)
    {
        int column = Array.IndexOf([.. Header], name);
        if (column < 0)
            throw new InputException($"has no column \"{name}\"; it has {string.Join(", ", Header)}.", File, 1);
        double[] values = new double[Rows];
        for (int row = 0; row < values.Length; row++)
        {
            (int start, int length) = _cells[(row * Header.Count) + column];
            ReadOnlySpan<char> cell = _text.AsSpan(start, length).Trim();
            if (infinite && Infinity(cell) is double endless)
                values[row] = endless;
            else if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out values[row]) || !double.IsFinite(values[row]))
                throw new InputException($"\"{cell}\" is {(infinite ? "neither a finite number nor inf" : "not a finite number")}.", File, _lines[row], name);
        }

        return values;
    }

    /// <summary>A column in SI, whatever its unit: for the quantity <c>g</c> in siemens a column <c>g_uS</c>, <c>g_nS</c> or <c>g_S</c> …</summary>
    /// <exception cref="InputException">No column of that quantity; says which unit to put in its name.</exception>
    public double[] InSI<T>(string quantity)
        where T : struct, IQuantity<T> => InSI<T>(quantity, infinite: false);

    /// <summary>A column in SI as <see cref="InSI{T}(string)"/> gives it, whose cells may also be <c>inf</c> or <c>-inf</c>: a short among conductances, a broken wire among resistances.</summary>
    /// <exception cref="InputException">As there.</exception>
    public double[] InSIOrInfinite<T>(string quantity)
        where T : struct, IQuantity<T> => InSI<T>(quantity, infinite: true);

    private double[] InSI<T>(string quantity, bool infinite)
        where T : struct, IQuantity<T>
    {
        foreach (string name in Header)
        {
            if (Unit<T>(name, quantity) is double unit)
                return [.. Numbers(name, infinite).Select(value => EngineeringNotation.Times(value, unit))];
        }

        throw new InputException($"has no column for the {T.Name} \"{quantity}\"; name one {quantity}_{T.Symbol} or with a prefix, {quantity}_u{T.Symbol}. It has {string.Join(", ", Header)}.", File, 1);
    }

    /// <summary>Whether there is a column for that quantity.</summary>
    public bool Has<T>(string quantity)
        where T : struct, IQuantity<T> => Header.Any(name => Unit<T>(name, quantity) is not null);

    // As NumPy writes them, and as .NET does.
    private static double? Infinity(ReadOnlySpan<char> cell)
    {
        ReadOnlySpan<char> size = cell.TrimStart("+-");
        return cell.Length - size.Length > 1 || !(size.Equals("inf", StringComparison.OrdinalIgnoreCase) || size.Equals("infinity", StringComparison.OrdinalIgnoreCase))
            ? null : cell[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
    }

    private static double? Unit<T>(string name, string quantity)
        where T : struct, IQuantity<T>
    {
        if (!name.StartsWith(quantity + "_", StringComparison.Ordinal))
            return null;
        string unit = "1 " + name[(quantity.Length + 1)..];
        try
        {
            return T.Symbol == "s" ? DurationNotation.Parse(unit, T.Name) : EngineeringNotation.Parse(unit, T.Symbol, T.Name);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string[] Names(string row, string file, int line)
    {
        string[] names = [.. row.TrimStart('\uFEFF').Split(',').Select(name => name.Trim())];
        foreach (string name in names)
        {
            if (name.Length == 0 || names.Count(other => other == name) > 1)
                throw new InputException($"the header names \"{name}\" {(name.Length == 0 ? "(nothing)" : "twice")}; give every column its own name.", file, line);
        }

        return double.TryParse(names[0], NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? throw new InputException($"begins with the number {names[0]} where a header line must name the columns and their units, for example cell,g_initial_uS,t_nominal_s,g_uS.", file, line)
            : names;
    }

    private static void Split(string text, int start, int end, List<(int Start, int Length)> cells)
    {
        for (int from = start; ;)
        {
            int comma = text.AsSpan(from, end - from).IndexOf(',');
            int to = comma < 0 ? end : from + comma;
            cells.Add((from, to - from));
            if (comma < 0)
                return;
            from = to + 1;
        }
    }
}
