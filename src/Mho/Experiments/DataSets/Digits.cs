using Mho.Networks;

namespace Mho.Experiments.DataSets;

/// <summary>1,797 handwritten digits, 8 × 8, values 0 … 16; embedded, so it works offline.</summary>
/// <param name="TestShare">Share of the digits set aside for testing.</param>
/// <param name="SplitSeed">Chooses which.</param>
[Model("digits", Source = "E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository (1998)")]
public sealed record Digits(double TestShare = 0.2, ulong SplitSeed = 0) : IDataSet
{
    /// <summary>Share of the digits set aside for testing.</summary>
    public double TestShare { get; init => field = LabelledCsv.Share(value); } = LabelledCsv.Share(TestShare);

    /// <inheritdoc/>
    public string Description => "1,797 handwritten digits, 8 x 8 grey, embedded";

    /// <inheritdoc/>
    public string Licence => "CC BY 4.0";

    /// <inheritdoc/>
    public string Citation => Binding.Models.SourceOf(typeof(Digits));

    /// <inheritdoc/>
    public IReadOnlyList<Download> Downloads => [];

    /// <inheritdoc/>
    public DataSplit Load() =>
        LabelledCsv.Split(LabelledCsv.Read(LabelledCsv.Embedded("data/digits.csv.gz"), "data/digits.csv.gz", ("digits", 8, 8, 10), 1, 16), TestShare, SplitSeed);
}
