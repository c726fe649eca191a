using Mho.Networks;

namespace Mho.Experiments.DataSets;

/// <summary>MNIST: 60,000 + 10,000 handwritten digits, 28 × 28 grey.</summary>
[Model("mnist", Source = "Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits, http://yann.lecun.com/exdb/mnist (1998)")]
public sealed record Mnist : IDataSet
{
    private static readonly IReadOnlyList<Download> Files = IdxImages.Downloads(
        ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/", "http://yann.lecun.com/exdb/mnist/"],
        (9912422, "6bbc9ace898e44ae57da46a324031adb"), (28881, "a25bea736e30d166cdddb491f175f624"),
        (1648877, "2646ac647ad5339dbf082846283269ea"), (4542, "27ae3e4e09519cfbb04c329615203637"));

    /// <inheritdoc/>
    public string Description => "60,000 + 10,000 handwritten digits, 28 x 28 grey";

    /// <inheritdoc/>
    public string Licence => "CC BY-SA 3.0 as commonly given";

    /// <inheritdoc/>
    public string Citation => Binding.Models.SourceOf(typeof(Mnist));

    /// <inheritdoc/>
    public IReadOnlyList<Download> Downloads => Files;

    /// <inheritdoc/>
    public DataSplit Load() => IdxImages.Load("mnist", Files);
}
