using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Circuits.Netlists;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits.Netlists;

/// <summary>Crossbars of every non-linear element, solved by Newton's method and by ngspice from the element's own subcircuit.</summary>
public sealed class NonlinearNgspiceTests(ITestOutputHelper output)
{
    public static TheoryData<string, int, double> Cases()
    {
        TheoryData<string, int, double> cases = [];
        foreach (string cell in new[] { "linear", "sinh", "polynomial", "diode-selector" })
        {
            foreach (int size in new[] { 8, 32 })
            {
                foreach (double access in new[] { 0.0, 5000 })
                    cases.Add(cell, size, access);
            }
        }

        cases.Add("sinh", 64, 0);
        cases.Add("diode-selector", 64, 0);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_node_agrees_with_ngspice_to_1e_9_of_the_largest(string cell, int size, double access)
    {
        Assert.SkipUnless(new Ngspice().Present, "ngspice is not on PATH: apt-get install ngspice.");
        Key key = new Key(41)[cell][size];
        double[] g = [.. Enumerable.Range(0, size * size).Select(k => 1 / (10e3 + (90e3 * key["r"].Uniform(k))))], input = [.. Enumerable.Range(0, size).Select(i => 0.1 + (1.2 * key["v"].Uniform(i)))];
        Crossbar crossbar = new Crossbar(size, size, g).WithSegments(2 * ohm, 2 * ohm) with { Access = access * ohm };
        ICellCurrent law = cell switch
        {
            "linear" => new LinearCell(),
            "sinh" => new SinhCell { Bend = 3 },
            "polynomial" => new PolynomialCell(3, 0.3, 0.5, 0, 0.1),
            _ => new DiodeSelectorCell { Saturation = 1 * nA, Slope = 0.045 * V },
        };
        Netlist netlist = new(crossbar, input, cell: (ISpiceCell)law);
        CrossbarState state = new NonlinearCrossbar(crossbar, law).Prepare(1e-11).Solve(input);
        state.Report.OrThrow();
        Verification verification = Verification.Compare(netlist, state, new Ngspice().Run(netlist));
        output.WriteLine($"{cell}, {size} x {size}, access {access} ohm: {verification.Nodes} nodes, largest difference {verification.Largest.Relative:e1} of the largest, {verification.Largest.Where}");
        Assert.Equal(2 * size * size, verification.Nodes);
        Assert.InRange(verification.Largest.Relative, 0, 1e-9); // 1e-6 is asked; 1e-12 is usual
    }
}
