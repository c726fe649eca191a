using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Mho.Experiments;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Units;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("40 uS", 40e-6)]
    [InlineData("40uS", 40e-6)]
    [InlineData("40 µS", 40e-6)]
    [InlineData("1.5 mS", 1.5e-3)]
    [InlineData("0 S", 0)]
    public void Conductances_are_read_with_their_prefix(string text, double siemens) => Assert.Equal(siemens, Conductance.Parse(text).SI);

    [Theory]
    [InlineData("40")]
    [InlineData("40 uV")]
    [InlineData("uS")]
    [InlineData("40 xS")]
    [InlineData("NaN S")]
    public void A_wrong_or_missing_unit_is_refused_with_an_example(string text)
    {
        FormatException exception = Assert.Throws<FormatException>(() => Conductance.Parse(text));
        Assert.Contains(text, exception.Message, StringComparison.Ordinal);
        Assert.Contains("40 uS", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 day", 86400)]
    [InlineData("2 days", 172800)]
    [InlineData("3 h", 10800)]
    [InlineData("10 min", 600)]
    [InlineData("1 s", 1)]
    [InlineData("240 ns", 240e-9)]
    public void Durations_read_and_write_the_words_people_use(string text, double seconds)
    {
        Assert.Equal(seconds, Duration.Parse(text).SI);
        Assert.Equal(text.Replace("3 h", "3 hours", StringComparison.Ordinal), new Duration(seconds).ToString());
    }

    [Fact]
    public void Every_finite_conductance_comes_back_from_its_text_to_the_last_bits() =>
        Prop.ForAll<double>(x => !double.IsFinite(x) || Math.Abs(x) > 1e14 || (x != 0 && Math.Abs(x) < 1e-18) || Close(Conductance.Parse(new Conductance(x).ToString()).SI, x))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Units_multiply_to_SI() => Assert.Equal((40e-6, 0.5, 86400.0), ((40 * uS).SI, (500 * mV).SI, (1 * day).SI));

    [Fact]
    public void Json_writes_the_unit_and_refuses_a_bare_number()
    {
        Assert.Equal("\"40 uS\"", JsonSerializer.Serialize(40 * uS));
        Assert.Equal(40 * uS, JsonSerializer.Deserialize<Conductance>("\"40 uS\""));
        Assert.Contains("unit", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Conductance>("40")).Message, StringComparison.Ordinal);
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-15 * Math.Abs(b);

    [Fact]
    public void A_quantity_shown_to_four_digits_has_no_more()
    {
        Assert.Equal("186.2 nJ", Metric.Of("energy", new Energy(1.86204e-7)).Text);
        for (int i = 0; i < 20_000; i++)
        {
            string text = Metric.Of("energy", new Energy(Math.Pow(10, (24 * new Key(1).Uniform(i)) - 15))).Text;
            Assert.InRange(text.Count(char.IsAsciiDigit), 1, 4);
        }
    }
}
