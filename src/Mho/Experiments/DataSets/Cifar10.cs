using Mho.Networks;

namespace Mho.Experiments.DataSets;

/// <summary>CIFAR-10: 50,000 + 10,000 colour photographs of ten kinds of things, 32 × 32.</summary>
/// <remarks>Read from the six batches of the binary version. Their checksum is not asked for, so that re-encoded copies can be used.</remarks>
[Model("cifar10", Source = "A. Krizhevsky, Learning multiple layers of features from tiny images, technical report, University of Toronto (2009)")]
public sealed record Cifar10 : IDataSet
{
    private static readonly string[] Batches = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"];

    private static readonly IReadOnlyList<Download> Files =
    [
        new("cifar-10-binary.tar.gz", [new("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz")], 170052171, new("c32a1d4ab5d03f1284b67883e8d87530", Unpacked: false))
        {
            Members = Batches,
        },
    ];

    /// <inheritdoc/>
    public string Description => "50,000 + 10,000 photographs of ten kinds of things, 32 x 32 colour";

    /// <inheritdoc/>
    public string Licence => "none stated; free for research";

    /// <inheritdoc/>
    public string Citation => Binding.Models.SourceOf(typeof(Cifar10));

    /// <inheritdoc/>
    public IReadOnlyList<Download> Downloads => Files;

    /// <inheritdoc/>
    public DataSplit Load() => new(Part("cifar10 train", Batches[..5]), Part("cifar10 test", Batches[5..]));

    private static LabelledImages Part(string name, string[] batches)
    {
        List<(byte[] Pixels, int[] Labels)> parts = [.. batches.Select(batch =>
        {
            string path = DataFolder.Find("cifar10", batch);
            return CifarBatch.Read(DataFile.Read(path), path);
        })];
        return new LabelledImages(name, CifarBatch.Side, CifarBatch.Side, 3, 10, 1 / 255f, [.. parts.SelectMany(part => part.Pixels)], [.. parts.SelectMany(part => part.Labels)]);
    }
}
