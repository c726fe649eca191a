namespace Mho.Experiments.Plots;

/// <summary>One matrix of a <see cref="HeatMap"/>.</summary>
/// <param name="Title">Its name; nothing is written if empty.</param>
/// <param name="Rows">Rows, the first on top.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Values">Rows × Columns values, row by row; NaN is drawn as nothing known, in the lowest colour.</param>
public sealed record HeatPanel(string Title, int Rows, int Columns, IReadOnlyList<double> Values)
{
    /// <summary>Rows × Columns values.</summary>
    public IReadOnlyList<double> Values { get; } = Values.Count == (long)Rows * Columns && Values.Count > 0
        ? Values
        : throw new ArgumentException($"\"{Title}\": {Values.Count} values are not {Rows} x {Columns}; give rows times columns values, at least one.", nameof(Values));
}
