using System.Reflection;
using System.Runtime.InteropServices;
using Mho.Devices;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Devices;

/// <summary>One test body for every device that [Model] makes known.</summary>
public sealed class DeviceConformance
{
    private const int Count = 2000;

    public static TheoryData<string> Names() => [.. Types().Select(type => type.GetCustomAttribute<ModelAttribute>()!.Name)];

    public static TheoryData<string> Programmable() => [.. Types().Where(type => type.IsAssignableTo(typeof(IProgrammable))).Select(Name)];

    public static TheoryData<string> Relaxing() => [.. Types().Where(type => type.IsAssignableTo(typeof(IRelaxing))).Select(Name)];

    public static TheoryData<string> Noisy() => [.. Types().Where(type => type.IsAssignableTo(typeof(IReadNoise))).Select(Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_device_is_a_sealed_record_with_defaults_and_a_source(string name)
    {
        Type type = Types().Single(type => Name(type) == name);
        Assert.True(type.IsSealed);
        Assert.NotNull(type.GetMethod("<Clone>$"));
        Assert.NotEqual("", type.GetCustomAttribute<ModelAttribute>()!.Source, StringComparer.Ordinal);
        Assert.Matches("^[a-z0-9-]+$", name);
        IDevice device = Make(name);
        Assert.True(device.Range.Max > device.Range.Min);
        Assert.Equal(device, Make(name));
    }

    [Theory]
    [MemberData(nameof(Programmable))]
    public void The_same_key_programs_the_same_bytes_another_key_does_not(string name)
    {
        IProgrammable device = (IProgrammable)Make(name);
        double[] targets = Levels(device), first = new double[Count], second = new double[Count], other = new double[Count];
        device.Program(targets, new Key(1)["a"], first);
        device.Program(targets, new Key(1)["a"], second);
        device.Program(targets, new Key(1)["b"], other);
        Assert.True(Bytes(first).SequenceEqual(Bytes(second)));
        // Exact devices draw nothing.
        if (device is not Ideal and not Stuck and not Wan2022Rram and not MeasuredRelaxation)
            Assert.False(Bytes(first).SequenceEqual(Bytes(other)));
    }

    [Theory]
    [MemberData(nameof(Programmable))]
    public void A_prefix_of_the_cells_is_programmed_alike_and_in_place(string name)
    {
        IProgrammable device = (IProgrammable)Make(name);
        double[] targets = Levels(device), whole = new double[Count], prefix = new double[100];
        device.Program(targets, new Key(2), whole);
        device.Program(targets.AsSpan(0, 100), new Key(2), prefix);
        Assert.Equal(whole[..100], prefix);
        device.Program(targets, new Key(2), targets);
        Assert.Equal(whole, targets);
    }

    [Theory]
    [MemberData(nameof(Programmable))]
    public void Targets_outside_the_range_are_its_ends_and_nothing_is_negative(string name)
    {
        IProgrammable device = (IProgrammable)Make(name);
        double min = device.Range.Min.SI, max = device.Range.Max.SI;
        double[] outside = [.. Enumerable.Range(0, Count).Select(i => i % 2 == 0 ? min - 5e-6 : max + 5e-6)];
        double[] ends = [.. Enumerable.Range(0, Count).Select(i => i % 2 == 0 ? min : max)];
        double[] a = new double[Count], b = new double[Count];
        device.Program(outside, new Key(3), a);
        device.Program(ends, new Key(3), b);
        Assert.Equal(b, a);
        Assert.All(a, g => Assert.True(g >= 0 && double.IsFinite(g)));
    }

    [Theory]
    [MemberData(nameof(Programmable))]
    public void Lengths_that_differ_are_refused(string name) =>
        Assert.Throws<ArgumentException>(() => ((IProgrammable)Make(name)).Program(new double[3], new Key(1), new double[2]));

    [Theory]
    [MemberData(nameof(Relaxing))]
    public void Relaxing_is_repeatable_finite_and_never_negative_at_any_time(string name)
    {
        IRelaxing device = (IRelaxing)Make(name);
        double[] programmed = Levels(device), first = new double[Count], second = new double[Count];
        foreach (double t in (double[])[0, 1e-9, 1e-3, 1, 27.36, 1800, 86400, 172800, 1e9])
        {
            device.Relax(programmed, t * s, new Key(4), first);
            device.Relax(programmed, t * s, new Key(4), second);
            Assert.True(Bytes(first).SequenceEqual(Bytes(second)));
            Assert.All(first, g => Assert.True(g >= 0 && double.IsFinite(g)));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => device.Relax(programmed, -1 * s, new Key(4), first));
        Assert.Throws<ArgumentOutOfRangeException>(() => device.Relax(programmed, double.NaN * s, new Key(4), first));
    }

    [Theory]
    [MemberData(nameof(Relaxing))]
    public void Nothing_has_relaxed_at_time_0(string name)
    {
        IRelaxing device = (IRelaxing)Make(name);
        double[] programmed = Levels(device), after = new double[Count];
        device.Relax(programmed, 0 * s, new Key(5), after);
        Assert.Equal(programmed, after);
    }

    [Theory]
    [MemberData(nameof(Noisy))]
    public void Read_spread_is_finite_and_not_negative(string name)
    {
        IReadNoise device = (IReadNoise)Make(name);
        double[] g = Levels(device), sigma = new double[Count];
        g[0] = 0;
        foreach (double t in (double[])[0, 1e-9, 1, 86400, 1e9])
        {
            device.ReadSpread(g, t * s, sigma);
            Assert.All(sigma, x => Assert.True(x >= 0 && double.IsFinite(x)));
        }
    }

    private static IEnumerable<Type> Types() => typeof(IDevice).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(IDevice)) && type.GetCustomAttribute<ModelAttribute>() is not null)
        .OrderBy(Name, StringComparer.Ordinal);

    private static string Name(Type type) => type.GetCustomAttribute<ModelAttribute>()!.Name;

    private static IDevice Make(string name) => (IDevice)Activator.CreateInstance(Types().Single(type => Name(type) == name))!;

    private static ReadOnlySpan<byte> Bytes(double[] values) => MemoryMarshal.AsBytes<double>(values);

    private static double[] Levels(IDevice device) =>
        [.. Enumerable.Range(0, Count).Select(i => device.Range.Min.SI + ((device.Range.Max.SI - device.Range.Min.SI) * (i % 41) / 40))];
}
