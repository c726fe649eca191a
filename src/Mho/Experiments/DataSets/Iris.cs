using Mho.Networks;

namespace Mho.Experiments.DataSets;

/// <summary>Fisher's 150 irises: four lengths as an image of 1 × 4, 8 cm being one; embedded.</summary>
/// <param name="TestShare">Share of the flowers set aside for testing.</param>
/// <param name="SplitSeed">Chooses which.</param>
[Model("iris", Source = "R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7, 179 (1936)")]
public sealed record Iris(double TestShare = 0.2, ulong SplitSeed = 0) : IDataSet
{
    /// <summary>Share of the flowers set aside for testing.</summary>
    public double TestShare { get; init => field = LabelledCsv.Share(value); } = LabelledCsv.Share(TestShare);

    /// <inheritdoc/>
    public string Description => "150 irises of 3 species, 4 lengths, embedded";

    /// <inheritdoc/>
    public string Licence => "CC BY 4.0";

    /// <inheritdoc/>
    public string Citation => Binding.Models.SourceOf(typeof(Iris));

    /// <inheritdoc/>
    public IReadOnlyList<Download> Downloads => [];

    /// <inheritdoc/>
    public DataSplit Load()
    {
        string text = LabelledCsv.Embedded("data/iris.csv");
        string rows = text[text.IndexOf('\n', StringComparison.Ordinal)..]; // the first line holds counts and names
        return LabelledCsv.Split(LabelledCsv.Read(rows, "data/iris.csv", ("iris", 1, 4, 3), 10, 8), TestShare, SplitSeed);
    }
}
