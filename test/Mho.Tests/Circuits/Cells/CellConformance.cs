using System.Reflection;
using Mho.Circuits.Cells;
using Xunit;

namespace Mho.Tests.Circuits.Cells;

/// <summary>One test body for every element that [Model] makes known.</summary>
public sealed class CellConformance
{
    private static readonly double[] Volts = [.. Enumerable.Range(-150, 301).Select(k => 0.01 * k), 1e-12, -1e-9, 1e-5, -3e-4, 3, -5];

    private static readonly double[] Siemens = [1e-9, 1e-6, 2.5e-5, 1e-3, 1];

    public static TheoryData<string> Names() => [.. Types().Select(Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_element_is_a_sealed_record_with_defaults_a_source_and_a_subcircuit(string name)
    {
        Type type = Types().Single(type => Name(type) == name);
        Assert.True(type.IsSealed);
        Assert.NotNull(type.GetMethod("<Clone>$"));
        Assert.NotEqual("", type.GetCustomAttribute<ModelAttribute>()!.Source, StringComparer.Ordinal);
        Assert.Equal(Make(name), Make(name));
        string spice = Assert.IsAssignableFrom<ISpiceCell>(Make(name)).Spice;
        Assert.Matches(@"^[RBDCGE]\w* a ", spice);
        Assert.Contains("G", spice, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Slopes_are_central_differences_of_currents(string name)
    {
        ICellCurrent cell = Make(name);
        Assert.All(Siemens, g => Assert.All(Volts, v =>
        {
            double Current(double at) => At(cell, g, at).Current;
            (double current, double slope) = At(cell, g, v);
            Assert.Equal(slope, Difference(Current, v, 1e-3), (2e-8 * slope) + Rounding(current, 1e-3));
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gains_are_central_differences_in_the_conductance(string name)
    {
        ICellCurrent cell = Make(name);
        Assert.All(Siemens, g => Assert.All(Volts, v =>
        {
            double gain = Gain(cell, g, v), difference = Difference(at => At(cell, at, v).Current, g, 1e-3 * g), scale = Math.Max(Math.Abs(gain), Math.Abs(At(cell, g, v).Current) / g);
            Assert.Equal(gain / scale, difference / scale, 2e-8);
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_open_cell_carries_nothing_and_gains_as_a_tiny_one_does(string name)
    {
        ICellCurrent cell = Make(name);
        Assert.All(Volts, v =>
        {
            Assert.True(Math.Abs(At(cell, 0, v).Current) < 1e-15);
            Assert.True(At(cell, 0, v).Slope < 1e-15);
            Assert.Equal(Gain(cell, 0, v), Gain(cell, 1e-14, v), 1e-4 * Math.Abs(v) + 1e-300);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Currents_are_zero_at_rest_rise_with_the_voltage_and_never_overflow(string name)
    {
        ICellCurrent cell = Make(name);
        double[] wide = [-1e12, -1e6, -1e3, -30, .. Volts, 30, 1e3, 1e6, 1e12];
        Array.Sort(wide);
        Assert.All(Siemens, g =>
        {
            Assert.Equal(0, At(cell, g, 0).Current);
            double before = double.NegativeInfinity;
            foreach (double v in wide)
            {
                (double current, double slope) = At(cell, g, v);
                Assert.True(double.IsFinite(current) && double.IsFinite(slope) && slope >= 0, $"{v} V: {current} A, {slope} S");
                Assert.True(current >= before, $"the current falls to {current} A at {v} V");
                Assert.True(Math.Sign(current) == Math.Sign(v), $"{current} A at {v} V");
                before = current;
            }
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Oddness_is_as_claimed(string name)
    {
        ICellCurrent cell = Make(name);
        Assert.Equal(cell.Odd, Volts.All(v => At(cell, 1e-6, v).Current == -At(cell, 1e-6, -v).Current));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cells_numbers_do_not_depend_on_its_place(string name)
    {
        ICellCurrent cell = Make(name);
        double[] g = [.. Volts.Select((_, k) => Siemens[k % Siemens.Length])], currents = new double[g.Length], slopes = new double[g.Length];
        cell.Currents(g, Volts, currents, slopes);
        for (int k = 0; k < g.Length; k++)
            Assert.Equal((currents[k], slopes[k]), At(cell, g[k], Volts[k]));
        Assert.Throws<ArgumentException>(() => cell.Currents(g, Volts, currents, new double[3]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Behind_a_resistor_voltages_add_up_and_derivatives_are_differences(string name)
    {
        ICellCurrent cell = Make(name);
        const double ohm = 3e3;
        SeriesCell series = new(cell, ohm);
        Assert.All(Siemens, g => Assert.All(Volts, v =>
        {
            (double current, double slope) = At(series, g, v);
            Assert.Equal(current, At(cell, g, v - (ohm * current)).Current, (1e-11 * Math.Abs(current)) + (4e-16 * Math.Abs(v) * At(cell, g, v - (ohm * current)).Slope));
            Assert.Equal(slope, Difference(at => At(series, g, at).Current, v, 1e-3), (2e-8 * slope) + Rounding(current, 1e-3));
            double gain = Gain(series, g, v), scale = Math.Max(Math.Abs(gain), Math.Abs(current) / g);
            Assert.Equal(gain / scale, Difference(at => At(series, at, v).Current, g, 1e-3 * g) / scale, 2e-8);
        }));
    }

    private static double Difference(Func<double, double> f, double x, double h) => ((8 * (f(x + h) - f(x - h))) - (f(x + (2 * h)) - f(x - (2 * h)))) / (12 * h);

    // What differences of currents of this size lose.
    private static double Rounding(double current, double h) => 2e-15 * Math.Abs(current) / h;

    private static (double Current, double Slope) At(ICellCurrent cell, double g, double v)
    {
        double[] current = new double[1], slope = new double[1];
        cell.Currents([g], [v], current, slope);
        return (current[0], slope[0]);
    }

    private static double Gain(ICellCurrent cell, double g, double v)
    {
        double[] gain = new double[1];
        cell.Gains([g], [v], gain);
        return gain[0];
    }

    private static IEnumerable<Type> Types() => typeof(ICellCurrent).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(ICellCurrent)) && type.GetCustomAttribute<ModelAttribute>() is not null)
        .OrderBy(Name, StringComparer.Ordinal);

    private static string Name(Type type) => type.GetCustomAttribute<ModelAttribute>()!.Name;

    private static ICellCurrent Make(string name) => (ICellCurrent)Activator.CreateInstance(Types().Single(type => Name(type) == name))!;
}
