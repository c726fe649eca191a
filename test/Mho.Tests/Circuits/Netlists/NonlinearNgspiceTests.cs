using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Circuits.Netlists;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits.Netlists;

/// <summary>Crossbars of non-linear cells: Newton's method here against that of ngspice, every node and output, relative to the largest.</summary>
public sealed class NonlinearNgspiceTests
{
    public static TheoryData<int, string, double> Cases()
    {
        TheoryData<int, string, double> cases = [];
        foreach (int size in new[] { 7, 32 })
        {
            foreach (string law in new[] { "linear", "sinh", "diode-selector", "polynomial" })
            {
                cases.Add(size, law, 0);
                cases.Add(size, law, 2000);
            }
        }

        cases.Add(64, "sinh", 2000);
        cases.Add(64, "diode-selector", 2000);
        return cases;
    }

    // 1e-6 is asked; what the two leave is about 1e-12.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_node_and_output_agrees_to_1e_9_of_the_largest(int size, string law, double access)
    {
        Assert.SkipUnless(new Ngspice().Present, "ngspice is not on PATH: apt-get install ngspice.");
        Key key = new Key(15)[law][size];
        ICellCurrent cell = law switch { "sinh" => new SinhCell(), "diode-selector" => new DiodeSelectorCell(), "polynomial" => new PolynomialCell(), _ => new LinearCell() };
        double[] conductances = [.. Enumerable.Range(0, size * size).Select(k => k % 17 == 3 ? 0 : 1e-6 + (1e-4 * key["g"].Uniform(k)))];
        Crossbar x = new Crossbar(size, size, conductances) { Access = access * ohm }.WithSegments(1 * ohm, 2 * ohm);
        double[] input = CrossbarTests.Input(size, key);
        Verification verification = Verification.Of(new Netlist(x, input, cell: (ISpiceCell)cell));
        Assert.InRange(verification.Largest.Relative, 0, 1e-9);
    }

    // Three volts on a curve fitted to one: both go on along its tangent.
    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public void A_polynomial_beyond_its_limit_is_the_same_curve_in_both(double volt)
    {
        Assert.SkipUnless(new Ngspice().Present, "ngspice is not on PATH: apt-get install ngspice.");
        PolynomialCell cell = new(1, 0.1, 0.5, 0, 0.2);
        Netlist netlist = new(new Crossbar(2, 2, new[] { 1e-4, 2e-4, 3e-4, 4e-4 }).WithSegments(1 * ohm, 2 * ohm), new[] { volt, 0.5 }, cell: cell);
        Verification verification = Verification.Of(netlist);
        Assert.InRange(verification.Largest.Relative, 0, 1e-9);
    }
}
