using Mho.Numerics;
using Mho.Vsa.Hypervectors;
using Xunit;

namespace Mho.Tests.Vsa.Hypervectors;

public sealed class HypervectorTests
{
    private static readonly Key Root = new(61);

    // All pairs of 200 vectors: 19,900 similarities of mean 0 and deviation 1/√N, their own errors 7e-5 and 0.5 %.
    [Fact]
    public void Unrelated_vectors_have_a_similarity_of_nothing_within_a_root_of_N()
    {
        const int N = 10_000;
        Bipolar[] vectors = [.. Enumerable.Range(0, 200).Select(k => Bipolar.Draw(Root["unrelated"][k], N))];
        double[] similarities = [.. Enumerable.Range(0, 200).SelectMany(a => Enumerable.Range(0, a).Select(b => vectors[a].Similarity(vectors[b])))];
        double mean = similarities.Average(), deviation = Math.Sqrt(similarities.Average(d => (d - mean) * (d - mean)));
        Assert.InRange(mean, -2.1e-4, 2.1e-4);
        Assert.InRange(deviation, 0.00985, 0.01015);
    }

    [Fact]
    public void Half_of_a_vector_passes_a_mask()
    {
        Bipolar a = Bipolar.Draw(Root["left"], 10_000), b = Bipolar.Draw(Root["right"], 10_000);
        Assert.InRange(a.Bind(b).Similarity(a, b), 0.48, 0.52); // d(a ∘ b, a ∘ H(b))
        Assert.InRange(a.Similarity(a, b), 0.48, 0.52);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void Words_do_what_components_would(int length)
    {
        Bipolar a = Bipolar.Draw(Root["a"], length), b = Bipolar.Draw(Root["b"], length), mask = Bipolar.Draw(Root["mask"], length);
        int[] x = Components(a), y = Components(b), m = Components(mask);
        Assert.Equal(x.Zip(y, (p, q) => p * q), Components(a.Bind(b)));
        Assert.Equal(x, Components(a.Bind(b).Bind(b)));
        Assert.Equal(x.Zip(y, (p, q) => p * q).Sum() / (double)length, a.Similarity(b), 15);
        Assert.Equal(Enumerable.Range(0, length).Where(i => m[i] > 0).Sum(i => x[i] * y[i]) / (double)length, a.Similarity(b, mask), 15);
        int shift = length / 3;
        Assert.Equal(Enumerable.Range(0, length).Select(i => x[(i - shift + length) % length]), Components(a.Permute(shift)));
        Assert.Equal(x, Components(a.Permute(-7).Permute(7)));
        Assert.Equal(x, Components(Bipolar.From(a.Words, length)));
        Assert.Equal(x, Components(Bipolar.From([.. x.Select(c => (sbyte)c)])));
    }

    // The sign of three agrees with each in three of four components, so d is 0.5.
    [Fact]
    public void A_bundle_is_like_each_of_its_vectors_and_clean_up_finds_them()
    {
        Codebook book = new(Root["book"], 10_000, Enumerable.Range(0, 50).Select(i => $"v{i}"));
        Bipolar bundle = Bipolar.Bundle([book["v1"], book["v20"], book["v49"]], Root["ties"]);
        foreach (string name in (string[])["v1", "v20", "v49"])
            Assert.InRange(bundle.Similarity(book[name]), 0.5 - (3 * 0.0087), 0.5 + (3 * 0.0087));
        Assert.InRange(Bipolar.Bundle([book["v1"], book["v2"]], Root["even"]).Similarity(book["v1"]), 0.47, 0.53);

        // Role bound to filler, out of a bundle of three such.
        Bipolar record = Bipolar.Bundle([book["v1"].Bind(book["v10"]), book["v2"].Bind(book["v11"]), book["v3"].Bind(book["v12"])], Root["record"]);
        Assert.Equal("v11", book.Nearest(record.Bind(book["v2"])).Name);
        Assert.Throws<KeyNotFoundException>(() => book["v50"]);
    }

    [Fact]
    public void A_codebook_gives_a_name_the_same_vector_whatever_else_it_holds() =>
        Assert.Equal(
            new Codebook(Root, 100, ["a", "b"])["b"].Words.ToArray(),
            new Codebook(Root, 100, ["b", "c"])["b"].Words.ToArray());

    // Overlaps of k-of-N codes are hypergeometric: k²/N in the mean, 2.75 here, variance k (k/N) (1 − k/N) (N − k)/(N − 1).
    [Fact]
    public void Sparse_vectors_share_as_many_ones_as_chance_has_it()
    {
        const int N = 4000, K = 105, Pairs = 4000;
        double[] overlaps = [.. Enumerable.Range(0, Pairs).Select(k => (double)SparseBinary.Draw(Root["s"][k], N, K).Overlap(SparseBinary.Draw(Root["t"][k], N, K)))];
        double share = (double)K / N, variance = K * share * (1 - share) * (N - K) / (N - 1);
        Assert.InRange(overlaps.Average(), (K * share) - (3 * Math.Sqrt(variance / Pairs)), (K * share) + (3 * Math.Sqrt(variance / Pairs)));
        Assert.InRange(overlaps.Average(o => (o - (K * share)) * (o - (K * share))), 0.9 * variance, 1.1 * variance);
    }

    // Every component is drawn alike often: χ² of 1,000 bins within five deviations.
    [Fact]
    public void Sparse_vectors_have_no_favourite_components()
    {
        int[] counts = new int[1000];
        for (int k = 0; k < 5000; k++)
        {
            foreach (int one in SparseBinary.Draw(Root["even"][k], 1000, 100).Ones)
                counts[one]++;
        }

        double square = counts.Sum(count => (count - 500.0) * (count - 500) / (500 * 0.9));
        Assert.InRange(square, 1000 - (5 * Math.Sqrt(2000)), 1000 + (5 * Math.Sqrt(2000)));
    }

    [Fact]
    public void Sparse_vectors_bundle_permute_and_count()
    {
        SparseBinary a = SparseBinary.Draw(Root["a"], 500, 20), b = SparseBinary.Draw(Root["b"], 500, 20);
        Assert.Equal(20, a.Count);
        Assert.Equal(a.Ones.ToArray(), a.Permute(123).Permute(-123).Ones.ToArray());
        Assert.Equal(20, SparseBinary.Bundle([a, a, b], Root).Overlap(a));
        Assert.InRange(SparseBinary.Bundle([a, b], Root).Overlap(a), 5, 15);
        Bipolar dense = Bipolar.Draw(Root["dense"], 500);
        Assert.Equal(a.Ones.ToArray().Sum(one => dense[one]), a.Sum(dense));
    }

    // Half of two vectors' components are ties: as many fall to either side, and none by its place.
    [Fact]
    public void Ties_of_a_bundle_and_signs_of_an_output_are_drawn()
    {
        const int N = 10_000;
        Bipolar a = Bipolar.Draw(Root["a"], N), b = Bipolar.Draw(Root["b"], N), bundle = Bipolar.Bundle([a, b], Root["ties"]);
        int[] ties = [.. Enumerable.Range(0, N).Where(i => a[i] != b[i])];
        Assert.InRange(ties.Average(i => bundle[i]), -4 / Math.Sqrt(ties.Length), 4 / Math.Sqrt(ties.Length));
        Assert.NotEqual(bundle.Words.ToArray(), Bipolar.Bundle([a, b], Root["other ties"]).Words.ToArray());
        SparseBinary low = SparseBinary.From([.. Enumerable.Range(0, 200)], N), high = SparseBinary.From([.. Enumerable.Range(N - 200, 200)], N);
        Assert.InRange(SparseBinary.Bundle([low, high], Root["ties"]).Overlap(low), 70, 130); // hypergeometric: 100 ± 7
        Ternary output = Ternary.Draw(Root["r"], N, 400);
        Assert.InRange(output.Positive.ToArray().Count(positive => positive), 160, 240);
    }

    [Fact]
    public void An_output_is_read_from_a_vector_that_says_it()
    {
        Bipolar vector = Bipolar.Draw(Root["v"], 5000);
        Ternary output = Ternary.Draw(Root["r"], 5000, 200);
        Assert.Equal(1, output.Readout(output.Over(vector)));
        Assert.InRange(output.Readout(vector), -3 / Math.Sqrt(200), 3 / Math.Sqrt(200));
        Assert.Equal(1 - (2.0 * output.Support.Ones.ToArray().Count(i => output.Over(vector)[i] != vector[i]) / 5000), output.Over(vector).Similarity(vector), 12);
    }

    [Fact]
    public void Misuse_is_told_with_the_number_and_the_way_out()
    {
        Assert.Contains("1 to 10", Assert.Throws<ArgumentOutOfRangeException>(() => SparseBinary.Draw(Root, 10, 11)).Message, StringComparison.Ordinal);
        Assert.Contains("ascending", Assert.Throws<ArgumentOutOfRangeException>(() => SparseBinary.From([3, 3], 10)).Message, StringComparison.Ordinal);
        Assert.Contains("component 1 is 2", Assert.Throws<ArgumentOutOfRangeException>(() => Bipolar.From([1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("of one length", Assert.Throws<ArgumentException>(() => Bipolar.Draw(Root, 10).Bind(Bipolar.Draw(Root, 11))).Message, StringComparison.Ordinal);
    }

    private static int[] Components(Bipolar vector) => [.. Enumerable.Range(0, vector.Length).Select(i => vector[i])];
}
