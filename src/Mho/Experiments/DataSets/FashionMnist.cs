using Mho.Networks;

namespace Mho.Experiments.DataSets;

/// <summary>Fashion-MNIST: 60,000 + 10,000 pieces of clothing, 28 × 28 grey.</summary>
[Model("fashion-mnist", Source = "H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST, arXiv:1708.07747 (2017)")]
public sealed record FashionMnist : IDataSet
{
    private static readonly IReadOnlyList<Download> Files = IdxImages.Downloads(
        ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/", "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"],
        (26421880, "f4a8712d7a061bf5bd6d2ca38dc4d50a"), (29515, "9018921c3c673c538a1fc5bad174d6f9"),
        (4422102, "8181f5470baa50b63fa0f6fddb340f0a"), (5148, "15d484375f8d13e6eb1aabb0c3f46965"));

    /// <inheritdoc/>
    public string Description => "60,000 + 10,000 pieces of clothing, 28 x 28 grey";

    /// <inheritdoc/>
    public string Licence => "MIT, Zalando SE";

    /// <inheritdoc/>
    public string Citation => Binding.Models.SourceOf(typeof(FashionMnist));

    /// <inheritdoc/>
    public IReadOnlyList<Download> Downloads => Files;

    /// <inheritdoc/>
    public DataSplit Load() => IdxImages.Load("fashion-mnist", Files);
}
