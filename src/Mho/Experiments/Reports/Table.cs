using System.Text;

namespace Mho.Experiments.Reports;

/// <summary>A table; columns whose every cell starts like a number are set to the right.</summary>
/// <param name="Caption">What the table shows; units belong here or in the column heads.</param>
/// <param name="Columns">Column heads.</param>
/// <param name="Rows">One text for each column.</param>
public sealed record Table(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : Section
{
    /// <summary>Rows of one text for each column.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; } = Rows.All(row => row.Count == Columns.Count)
        ? Rows
        : throw new ArgumentException($"table \"{Caption}\" has a row that has not {Columns.Count} cells; give one text for each column.", nameof(Rows));

    /// <inheritdoc/>
    public override void WriteTo(StringBuilder page)
    {
        bool[] numeric = [.. Enumerable.Range(0, Columns.Count).Select(column => Rows.Count > 0 && Rows.All(row => IsNumeric(row[column])))];
        page.Append("<figure class=\"table\"><table><thead><tr>");
        Cells(page, Columns, "th", numeric);
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<string> row in Rows)
        {
            page.Append("<tr>");
            Cells(page, row, "td", numeric);
            page.Append("</tr>\n");
        }

        page.Append("</tbody></table>");
        if (Caption.Length > 0)
            page.Append("<figcaption>").Append(Escape(Caption)).Append("</figcaption>");
        page.Append("</figure>\n");
    }

    private static void Cells(StringBuilder page, IReadOnlyList<string> cells, string tag, bool[] numeric)
    {
        for (int column = 0; column < cells.Count; column++)
            page.Append('<').Append(tag).Append(numeric[column] ? " class=\"n\">" : ">").Append(Escape(cells[column])).Append("</").Append(tag).Append('>');
    }

    private static bool IsNumeric(string cell) =>
        cell.Length == 0 || cell is "–" or "-" or "NaN" || char.IsDigit(cell[0]) || (cell.Length > 1 && cell[0] is '+' or '-' or '−' or '<' or '±' && (char.IsDigit(cell[1]) || cell[1] == ' '));
}
