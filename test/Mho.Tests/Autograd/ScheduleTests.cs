using Mho.Autograd;
using Mho.Experiments.Binding;
using Mho.Networks;
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
        Assert.Equal(rate, new SteppedRate(1e-3, [new(80, 0.1), new(120, 0.01), new(160, 0.001), new(180, 0.0005)]).At(epoch, 200), 1e-12);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(5, 0.3)]
    [InlineData(10, 0.1)]
    [InlineData(12, 0.1)]
    public void A_cosine_falls_from_rate_to_floor(double epoch, double rate) => Assert.Equal(rate, new CosineRate(0.5, 0.1).At(epoch, 10), 1e-12);

    [Theory]
    [InlineData(0, 0.04)]
    [InlineData(3, 1)]
    [InlineData(6.5, 0.500002)]
    [InlineData(10, 4e-6)]
    public void One_cycle_rises_to_its_peak_and_falls(double epoch, double rate) => Assert.Equal(rate, new OneCycleRate(1).At(epoch, 10), 1e-9);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(8, 2)]
    [InlineData(9, 1)]
    [InlineData(9.75, 0.25)]
    [InlineData(10, 0)]
    public void A_cool_down_falls_to_zero_over_the_last_epochs(double epoch, double rate) => Assert.Equal(rate, new CoolDownRate(2, 2).At(epoch, 10), 1e-12);

    [Theory]
    [InlineData("cosine")]
    [InlineData("one-cycle")]
    [InlineData("cool-down")]
    [InlineData("constant")]
    public void A_schedule_is_named_in_an_experiment_and_stays_above_zero_until_the_end(string name)
    {
        ISchedule schedule = RecordJson.Read<Training>($"{{ \"schedule\": \"{name}\" }}", "x").Schedule;
        Assert.All(Enumerable.Range(0, 100), tenth => Assert.InRange(schedule.At(0.1 * tenth, 10), 1e-12, 1e-2));
    }

    [Fact]
    public void A_rate_that_learns_nothing_is_refused() => Assert.All<Func<ISchedule>>(
        [() => new ConstantRate(0), () => new CoolDownRate(-1), () => new CoolDownRate(1, 0), () => new CosineRate(double.NaN), () => new OneCycleRate(0), () => new SteppedRate(0, [])],
        make => Assert.Throws<ArgumentOutOfRangeException>(() => make()));

    [Fact]
    public void Drops_out_of_order_are_refused() => Assert.Throws<ArgumentException>(() => new SteppedRate(1, [new(5, 0.1), new(3, 0.01)]));

    [Fact]
    public void A_constant_rate_stays() => Assert.Equal(0.1, new ConstantRate(0.1).At(17, 20));
}
