using Mho.Autograd;
using Xunit;

namespace Mho.Tests.Autograd;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData(0, 1e-3)]
    [InlineData(79.99, 1e-3)]
    [InlineData(80, 1e-4)]
    [InlineData(130, 1e-5)]
    [InlineData(165, 1e-6)]
    [InlineData(199, 5e-7)]
    public void A_stepped_rate_drops_at_its_epochs(double epoch, double rate) =>
        Assert.Equal(rate, new SteppedRate(1e-3, [new(80, 0.1), new(120, 0.01), new(160, 0.001), new(180, 0.0005)]).At(epoch), 1e-12);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(5, 0.3)]
    [InlineData(10, 0.1)]
    [InlineData(12, 0.1)]
    public void A_cosine_falls_from_rate_to_floor(double epoch, double rate) => Assert.Equal(rate, new CosineRate(0.5, 10, 0.1).At(epoch), 1e-12);

    [Theory]
    [InlineData(0, 0.04)]
    [InlineData(3, 1)]
    [InlineData(6.5, 0.500002)]
    [InlineData(10, 4e-6)]
    public void One_cycle_rises_to_its_peak_and_falls(double epoch, double rate) => Assert.Equal(rate, new OneCycleRate(1, 10).At(epoch), 1e-9);

    [Fact]
    public void Drops_out_of_order_are_refused() => Assert.Throws<ArgumentException>(() => new SteppedRate(1, [new(5, 0.1), new(3, 0.01)]));

    [Fact]
    public void A_constant_rate_stays() => Assert.Equal(0.1, new ConstantRate(0.1).At(17));
}
