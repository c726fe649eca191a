using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Numerics;

public sealed class KeyTests
{
    // Published known answers: Random123 kat_vectors, philox4x32 with 10 rounds.
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x85a308d3243f6a88UL, 0x0370734413198a2eUL, 0x299f31d0a4093822UL, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox_gives_the_published_known_answers(ulong low, ulong high, ulong key, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal((x0, x1, x2, x3), Philox.Block(low, high, key));

    [Fact]
    public void Numbers_do_not_depend_on_the_order_they_are_asked_in()
    {
        Key key = new Key(7)["order"];
        double[] forwards = [.. Enumerable.Range(0, 100).Select(i => key.Normal(i))];
        for (int i = 99; i >= 0; i--)
            Assert.Equal(forwards[i], key.Normal(i));
    }

    [Fact]
    public void Children_differ_from_each_other_and_from_their_parent()
    {
        Key root = new(1);
        Key[] keys = [root, root["a"], root["b"], root[0], root[1], root["a"]["b"], root["b"]["a"], root[0][1], root[1][0]];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void Normals_have_mean_0_variance_1_and_kurtosis_3_within_four_standard_errors()
    {
        Key key = new Key(3)["moments"];
        const int n = 200_000;
        double mean = 0, square = 0, fourth = 0;
        for (int i = 0; i < n; i++)
        {
            double z = key.Normal(i);
            mean += z / n;
            square += z * z / n;
            fourth += z * z * z * z / n;
        }

        Assert.InRange(mean, -4 / Math.Sqrt(n), 4 / Math.Sqrt(n));
        Assert.InRange(square, 1 - (4 * Math.Sqrt(2.0 / n)), 1 + (4 * Math.Sqrt(2.0 / n)));
        Assert.InRange(fourth, 3 - (4 * Math.Sqrt(96.0 / n)), 3 + (4 * Math.Sqrt(96.0 / n)));
    }

    [Fact]
    public void A_permutation_holds_every_number_once()
    {
        int[] order = new int[1000];
        new Key(5).Permutation(order);
        Assert.Equal(Enumerable.Range(0, 1000), order.Order());
        Assert.NotEqual(Enumerable.Range(0, 1000), order);
    }
}
