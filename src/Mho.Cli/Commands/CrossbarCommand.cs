using System.CommandLine;

namespace Mho.Cli.Commands;

/// <summary><c>mho crossbar</c>: arrays with wires, solved exactly, swept over frequency, stated for SPICE, checked against it, and compensated.</summary>
internal sealed class CrossbarCommand : ICommandFile
{
    private const string Examples = """
        Solve arrays with wires exactly, at rest or over frequency, write them for SPICE, check them against ngspice, allow for them in targets.

        Examples:
          mho crossbar solve --conductances g.npy --inputs v.npy --wire "1 ohm" --out i.npy
          mho crossbar sweep --conductances g.npy --inputs v.npy --wire "1 ohm" --stray "1 fF" --from "1 kHz" --to "1 GHz" --out response.csv --plot response.svg
          mho crossbar netlist --conductances g.npy --inputs v.npy --wire "1 ohm" --out array.cir
          mho crossbar verify --conductances g.npy --inputs v.npy --wire "1 ohm"
          mho crossbar compensate --conductances wished.npy --wire "1 ohm" --least "1 uS" --greatest "40 uS" --out targets.npy

        Rows are driven at the first column, columns are grounded below the last row, each through one segment of wire, unless --word-near, --word-far, --bit-near
        or --bit-far say otherwise.
        Matrices are NumPy files (version 1.0, float64, SI) or CSV files: numbers in SI, or a header that names each column with its unit (c0_uS,c1_uS);
        inf is a short, 0 an open cell. CSV files are written with a header.
        """;

    /// <inheritdoc/>
    public int Order => 6;

    /// <inheritdoc/>
    public Command Create(Terminal terminal) =>
        new("crossbar", Examples) { new CrossbarSolve().Create(terminal), new CrossbarSweep().Create(terminal), new CrossbarNetlist().Create(terminal), new CrossbarVerify().Create(terminal), new CrossbarCompensate().Create(terminal) };
}
