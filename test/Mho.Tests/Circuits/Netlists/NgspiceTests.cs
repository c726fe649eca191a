using System.Numerics;
using Mho.Circuits;
using Mho.Circuits.Netlists;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits.Netlists;

/// <summary>Every node and output of our solver against ngspice, relative to the largest voltage and the largest output.</summary>
public sealed class NgspiceTests
{
    private static readonly bool Here = new Ngspice().Present;

    public static TheoryData<int, int, string> Cases()
    {
        TheoryData<int, int, string> cases = [];
        foreach ((int rows, int columns) in new[] { (1, 1), (5, 7), (16, 16), (32, 32) })
        {
            foreach (string kind in CrossbarTests.Kinds)
                cases.Add(rows, columns, kind);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_node_and_output_agrees_with_ngspice(int rows, int columns, string kind)
    {
        Assert.SkipUnless(Here, "ngspice is not on PATH: apt-get install ngspice.");
        Key key = new Key(11)["ngspice"][kind][rows];
        Verification verification = Verification.Of(CrossbarTests.Make(rows, columns, kind, key), CrossbarTests.Input(rows, key));
        Assert.Equal(2 * rows * columns, verification.Nodes);
        Console.WriteLine($"{rows} {kind} {verification.Node.Relative:E1} {verification.Output.Relative:E1}");
        Assert.InRange(verification.Largest.Relative, 0, 1e-6);
    }
}
