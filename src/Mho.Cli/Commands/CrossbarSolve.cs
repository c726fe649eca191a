using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Cli.Crossbars;
using Mho.Cli.Options;
using Mho.Experiments.Plots;
using Mho.Numerics;

namespace Mho.Cli.Commands;

/// <summary><c>mho crossbar solve</c>: the current out of every column for many inputs.</summary>
internal sealed class CrossbarSolve
{
    private const string Examples = """
        Compute the current out of every column of an array with wires, for any number of inputs.

        Examples:
          mho crossbar solve --conductances g.npy --inputs v.npy --word-wire "1 ohm" --bit-wire "1 ohm" --out i.npy
          mho crossbar solve --conductances g.csv --inputs v.csv --wire "2.5 ohm" --sense "50 ohm" --out i.csv --heatmap nodes.svg
          mho crossbar solve --conductances g.npy --inputs v.npy --wire "1 ohm" --access "5 kohm" --cell diode-selector --out i.npy
          mho crossbar solve --conductances g.npy --inputs v.npy --wire "1 ohm" --word-far "driven 50 ohm" --bit-near grounded --out i.npy
          mho crossbar solve --conductances g.npy --inputs v.npy --word-segments w.npy --bit-segments b.npy --bit-far open --out v-out.npy

        Currents are written in A, inputs x columns; where bit lines are open at their far end, the voltages there in V.
        If the tolerance is missed, the exit code is 2 and no file is written unless --keep-unsolved is given.
        """;

    // Cells times inputs from which on somebody may wonder how long it takes: some seconds of one thread.
    private const long Long = 50_000_000;

    // PreparedNonlinearCrossbar's.
    private const double LeastOfLaws = 1e-12;

    // Non-linear inputs start from one another's solution in runs of so many; batches keep runs whole.
    private const int Run = 16;

    private delegate SolveReport Batch(ReadOnlyMemory<double> inputs, Memory<double> outputs);

    private readonly ArrayOptions _array = new();
    private readonly InputOptions _inputs = new("drawn");
    private readonly CellOption _cell = new();
    private readonly OutputFileOption _out = new("--out", "Where the currents go, .npy or .csv.", ".npy", ".csv");
    private readonly OutputFileOption _heatMap = new("--heatmap", "Draw node voltages and cell currents of one input as SVG.", ".svg");
    private readonly NumberOption<double> _tolerance = new("--tolerance", "Relative error of each current; 1e-12 to 0.1 with --cell, 1e-14 to 0.1 without.", "1e-9", 1e-9, 1e-14, 0.1);
    private readonly KeepUnsolvedOption _keep = new();
    private readonly Option<bool> _json = new("--json") { Description = "Print the summary as JSON." };

    public Command Create(Terminal terminal)
    {
        Command command = _inputs.On(_array.On(new Command("solve", Examples)));
        foreach (Option option in new Option[] { _cell, _out, _heatMap, _tolerance, _keep, _json })
            command.Options.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(Solve(parsed, terminal, cancel)));
        return command;
    }

    private int Solve(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        OutputCheck.Run(parsed);
        double asked = parsed.GetValue(_tolerance);
        ICellCurrent? cell = _cell.Read(parsed);
        if (cell is not null && asked < LeastOfLaws)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{asked:0.##e-0} is less than {LeastOfLaws:0.##e-0}, the least with {_cell.Name}; give more, or leave the law out."), field: _tolerance.Name);
        Crossbar crossbar = _array.Read(parsed);
        double[] inputs = _inputs.Read(parsed, crossbar);
        ReadOnlyMemory<double> drawn = _inputs.Vector(parsed, inputs, crossbar.Rows);
        int count = inputs.Length / crossbar.Rows;
        if ((long)count * crossbar.Columns > Array.MaxLength)
            throw new InputException($"{count} inputs x {crossbar.Columns} columns are more currents than one array holds ({Array.MaxLength}); give fewer inputs at a time.");
        (Batch outputs, Func<ReadOnlyMemory<double>, CrossbarState<double>> state) = _array.Solvable(parsed, () => Prepare(crossbar, cell, asked));
        double[] currents = new double[count * crossbar.Columns];
        SolveReport report = (long)inputs.Length * crossbar.Columns < Long
            ? outputs(inputs, currents)
            : LiveProgress.Show(terminal, listener => InBatches(crossbar, outputs, inputs, currents, listener, cancel));
        OutputUnit unit = OutputUnit.Of(crossbar);
        if (_keep.Allows(parsed, report.Solved))
        {
            if (parsed.GetValue(_out) is string file)
                MatrixFile.Write(file, new NpyArray(count, crossbar.Columns, currents), unit.Symbol);
            if (parsed.GetValue(_heatMap) is string drawing)
                AtomicFile.Write(drawing, new CrossbarMap(state(drawn)).ToSvg());
        }

        double largest = currents.Max(Math.Abs), sum = currents.Sum();
        terminal.Output.WriteLine(parsed.GetValue(_json) ? Json(crossbar, unit, count, report, largest, sum) : Text(crossbar, unit, count, report, largest, sum, asked));
        return report.Solved ? ExitCode.Success : _keep.Tell(parsed, terminal, $"not solved ({report.Status}): {report.Advice}");
    }

    private static (Batch Outputs, Func<ReadOnlyMemory<double>, CrossbarState<double>> State) Prepare(Crossbar crossbar, ICellCurrent? cell, double tolerance)
    {
        if (cell is null)
        {
            PreparedCrossbar<double> linear = crossbar.Prepare(tolerance);
            return (linear.Outputs, linear.Solve);
        }

        PreparedNonlinearCrossbar prepared = new NonlinearCrossbar(crossbar, cell).Prepare(tolerance);
        return (prepared.Outputs, prepared.Solve);
    }

    // Inputs of different runs are computed alone, so how many runs go together changes no number.
    private static SolveReport InBatches(Crossbar crossbar, Batch outputs, double[] inputs, double[] currents, IProgressListener listener, CancellationToken cancel)
    {
        (int rows, int columns) = (crossbar.Rows, crossbar.Columns);
        int count = inputs.Length / rows, batch = Run * Math.Max(4 * Workers.Count, count / 100 / Run);
        listener.Begin($"solving {count} inputs", count);
        SolveReport? worst = null;
        for (int first = 0; first < count; first += batch)
        {
            cancel.ThrowIfCancellationRequested();
            int some = Math.Min(batch, count - first);
            SolveReport report = outputs(inputs.AsMemory(first * rows, some * rows), currents.AsMemory(first * columns, some * columns));
            worst = worst is null ? report : worst.OrWorse(report);
            listener.Advance(first + some);
        }

        return worst!;
    }

    private static string Text(Crossbar crossbar, OutputUnit unit, int count, SolveReport report, double largest, double sum, double asked) => string.Create(CultureInfo.InvariantCulture, $"""
        {crossbar.Rows} rows x {crossbar.Columns} columns, {count} {(count == 1 ? "input" : "inputs")}
        {$"largest {unit.Word}",-17} {largest:G6} {unit.Symbol}
        {$"sum of {unit.Word}s",-17} {sum:G13} {unit.Symbol}
        relative error    {report.Error:0.0E-0} at most (estimated), {asked:0.##E-0} asked
        Kirchhoff misses  {report.Residual.SI:0.0E-0} A at most
        iterations        {report.Iterations} at most{(report.Solved ? "" : $"\nNOT SOLVED ({report.Status})")}
        """);

    private static string Json(Crossbar crossbar, OutputUnit unit, int count, SolveReport report, double largest, double sum) => new JsonObject
    {
        ["rows"] = crossbar.Rows,
        ["columns"] = crossbar.Columns,
        ["inputs"] = count,
        ["status"] = report.Status.ToString(),
        [$"largest{unit.Name}"] = JsonNumber.Of(largest),
        [$"sumOf{unit.Name}s"] = JsonNumber.Of(sum),
        ["relativeError"] = JsonNumber.Of(report.Error),
        ["residual"] = JsonNumber.Of(report.Residual.SI),
        ["iterations"] = report.Iterations,
    }.ToJsonString();
}
