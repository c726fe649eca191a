using System.Globalization;
using Mho.Numerics;

namespace Mho.Devices;

/// <summary>Readings of cells after programming: who, how long after, from what to what. Arrays have one entry a reading.</summary>
/// <param name="Name">What was measured, from the file's name and the condition, for example <c>techA_bake 140 °C</c>.</param>
/// <param name="Cells">The cell's number.</param>
/// <param name="Initial">Conductance in S at the first reading, the state that "programmed" means here.</param>
/// <param name="Nominal">Planned time in s since the first reading; readings of one nominal time are fitted together.</param>
/// <param name="Elapsed">True time in s since the first reading.</param>
/// <param name="Conductances">Conductance in S then.</param>
public sealed record RelaxationMeasurement(string Name, int[] Cells, double[] Initial, double[] Nominal, double[] Elapsed, double[] Conductances)
{
    /// <summary>Reads a file of one of two formats, told apart by their columns; unit prefixes in the header are free.</summary>
    /// <remarks>
    /// Relaxation: <c>cell, g_initial_uS, t_nominal_s, t_actual_s, g_uS</c>, one row a reading. Bake: <c>cell, bake_temp_C, g_before_uS, g_after_uS, t_after_s</c>,
    /// one row a cell. Columns besides these are ignored.
    /// </remarks>
    /// <returns>One measurement for each bake temperature; one of a relaxation file.</returns>
    public static IReadOnlyList<RelaxationMeasurement> Read(string path) => From(CsvTable.Read(path));

    /// <summary>As <see cref="Read(string)"/>, from a table.</summary>
    public static IReadOnlyList<RelaxationMeasurement> From(CsvTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        string name = Path.GetFileNameWithoutExtension(table.File);
        if (table.Has<Conductance>("g_initial"))
        {
            double[] nominal = table.InSI<Duration>("t_nominal");
            double[] elapsed = table.Has<Duration>("t_actual") ? table.InSI<Duration>("t_actual") : nominal;
            return [Checked(table, new(name, Whole(table, "cell"), table.InSI<Conductance>("g_initial"), nominal, elapsed, table.InSI<Conductance>("g")))];
        }

        if (table.Has<Conductance>("g_before"))
            return Bakes(table, name);
        throw new InputException(
            $"is no relaxation measurement; it needs the columns cell, g_initial_uS, t_nominal_s, t_actual_s, g_uS or cell, bake_temp_C, g_before_uS, g_after_uS, t_after_s. It has {string.Join(", ", table.Header)}.",
            table.File, 1);
    }

    private static List<RelaxationMeasurement> Bakes(CsvTable table, string name)
    {
        double[] temperature = table.Column("bake_temp_C"), elapsed = table.InSI<Duration>("t_after");
        RelaxationMeasurement all = Checked(table, new(name, Whole(table, "cell"), table.InSI<Conductance>("g_before"), elapsed, elapsed, table.InSI<Conductance>("g_after")));
        List<RelaxationMeasurement> bakes = [];
        foreach (double degrees in temperature.Distinct().Order())
        {
            int[] rows = [.. Enumerable.Range(0, table.Rows).Where(row => temperature[row] == degrees)];
            // The bakes of one temperature are read within minutes of each other: one nominal time.
            double time = rows.Select(row => elapsed[row]).Order().ElementAt(rows.Length / 2);
            bakes.Add(new(
                string.Create(CultureInfo.InvariantCulture, $"{name} {degrees} °C"), [.. rows.Select(row => all.Cells[row])], [.. rows.Select(row => all.Initial[row])],
                [.. rows.Select(_ => time)], [.. rows.Select(row => elapsed[row])], [.. rows.Select(row => all.Conductances[row])]));
        }

        return bakes;
    }

    private static RelaxationMeasurement Checked(CsvTable table, RelaxationMeasurement measurement)
    {
        for (int row = 0; row < measurement.Initial.Length; row++)
        {
            if (measurement.Elapsed[row] < 0 || measurement.Nominal[row] < 0)
                throw new InputException($"data row {row + 1} has a time before programming; times count from the first reading, 0 or more.", table.File);
        }

        return measurement;
    }

    private static int[] Whole(CsvTable table, string column) => [.. table.Column(column).Select((value, row) => value == Math.Floor(value) && Math.Abs(value) < int.MaxValue
        ? (int)value
        : throw new InputException($"data row {row + 1} has {value} where a cell's number, a whole one, must be.", table.File, 0, column))];
}
