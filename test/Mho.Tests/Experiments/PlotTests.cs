using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Mho.Experiments.Plots;
using Mho.Tests.Architecture;
using Xunit;

namespace Mho.Tests.Experiments;

public sealed class PlotTests
{
    public static TheoryData<string> Names() => [.. Samples.Figures().Select(figure => figure.Name).Where(name => name is not "tiles")];

    // MHO_GOLDEN=write rewrites the expectations; look at the pictures before committing them.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_plot_is_the_text_that_was_looked_at(string name)
    {
        string path = Path.Combine(FloorTests.Root(), "test", "Mho.Tests", "Experiments", "Golden", name + ".svg");
        string drawn = Samples.Figures().Single(figure => figure.Name == name).Plot.ToSvg();
        if (Environment.GetEnvironmentVariable("MHO_GOLDEN") == "write")
            File.WriteAllText(path, drawn);
        Assert.Equal(File.ReadAllText(path), drawn);
    }

    [Fact]
    public void Every_plot_is_well_formed_xml_without_numbers_that_are_none()
    {
        foreach (string svg in Samples.Figures().Where(figure => figure.Name != "tiles").Select(figure => figure.Plot.ToSvg()))
        {
            Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
            Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", svg, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Empty_and_unusual_data_are_drawn()
    {
        Axis log = new("x", AxisScale.Logarithmic), linear = new("y");
        Mark[][] unusual =
        [
            [], [new Line("", [], [])], [new Line("", [1], [1])], [new Line("", [double.NaN, 1, 2], [1, double.PositiveInfinity, 2])], [new Scatter("", [-1, 0], [0, 0])],
            [new Line("a < b & c", [1e-30, 1e30], [-1e300, 1e300])],
        ];
        foreach (Mark[] marks in unusual)
        {
            foreach (Axis x in new[] { log, linear })
            {
                string svg = new Plot("t", x, linear, marks).ToSvg();
                XDocument.Parse(svg);
                Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-3, 42, "0 10 20 30 40")]
    [InlineData(0.97, 1, "0.970 0.975 0.980 0.985 0.990 0.995 1.000")]
    [InlineData(0, 4e-6, "0 1·10⁻⁶ 2·10⁻⁶ 3·10⁻⁶ 4·10⁻⁶")]
    public void Ticks_stand_at_round_numbers(double low, double high, string expected) =>
        Assert.Equal(expected, string.Join(' ', TickMarks.Of(new Axis(""), low, high, 6).Select(tick => tick.Text)));

    [Fact]
    public void Logarithmic_ticks_are_decades() =>
        Assert.Equal("10⁻⁶ 10⁻⁵ 10⁻⁴ 10⁻³ 10⁻²", string.Join(' ', TickMarks.Of(new Axis("", AxisScale.Logarithmic), 1e-6, 0.02, 6).Select(tick => tick.Text)));

    [Fact]
    public void A_histogram_counts_every_finite_value_once()
    {
        Histogram histogram = Histogram.Of("", [-5, 0, 0.5, 1, 9.99, 10, 99, double.NaN], 0, 10, 10);
        Assert.Equal([3, 1, 0, 0, 0, 0, 0, 0, 0, 3], histogram.Counts);
    }

    [Fact]
    public void The_crc_gives_the_published_check_value() => Assert.Equal(0xcbf43926u, Png.Crc("1234"u8, "56789"u8));

    [Fact]
    public void A_png_decodes_to_its_pixels()
    {
        byte[] pixels = [.. Enumerable.Range(0, 35).Select(i => (byte)(i * 7))];
        byte[] file = Png.Encode(pixels, 5, ColourMap.Bytes);
        Assert.Equal("PNG", Encoding.ASCII.GetString(file, 1, 3));
        int place = 8;
        byte[]? data = null;
        while (place < file.Length)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(place));
            Assert.Equal(Png.Crc(file.AsSpan(place + 4, 4), file.AsSpan(place + 8, length)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(place + 8 + length)));
            if (Encoding.ASCII.GetString(file, place + 4, 4) == "IDAT")
                data = file[(place + 8)..(place + 8 + length)];
            place += 12 + length;
        }

        using ZLibStream unpacked = new(new MemoryStream(data!), CompressionMode.Decompress);
        using MemoryStream rows = new();
        unpacked.CopyTo(rows);
        Assert.Equal(pixels, rows.ToArray().Where((_, i) => i % 6 != 0));
    }

    [Fact]
    public void Lists_of_unequal_length_are_refused() =>
        Assert.Contains("ys has 1 values", Assert.Throws<ArgumentException>(() => new Line("", [1, 2], [1])).Message, StringComparison.OrdinalIgnoreCase);
}
