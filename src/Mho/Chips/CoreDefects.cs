namespace Mho.Chips;

/// <summary>Rows and columns of one core that are not used: unformed or leaky (18 + 1 of 256 rows in one published core, authors' mapping tables).</summary>
/// <param name="Core">The core, 0 … cores − 1.</param>
/// <param name="Rows">Physical rows; a pair of rows is skipped when either is listed.</param>
/// <param name="Columns">Physical columns.</param>
public sealed record CoreDefects(int Core, IReadOnlyList<int> Rows, IReadOnlyList<int> Columns);
