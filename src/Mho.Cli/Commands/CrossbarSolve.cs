using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Mho.Circuits;
using Mho.Circuits.Cells;
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
          mho crossbar solve --conductances g.npy --inputs v.npy --wire "1 ohm" --cell diode-selector --out i.npy

        Currents are written in A, inputs x columns.
        """;

    // Cells times inputs from which on somebody may wonder how long it takes: some seconds of one thread.
    private const long Long = 50_000_000;

    // Non-linear inputs start from one another's solution in runs of so many; batches keep runs whole.
    private const int Run = 16;

    private delegate SolveReport Batch(ReadOnlyMemory<double> inputs, Memory<double> outputs);

    private readonly CrossbarOptions _array = new();
    private readonly Option<string?> _out = new("--out") { Description = "Where the currents go, .npy or .csv.", HelpName = "file" };
    private readonly Option<string?> _heatMap = new("--heatmap") { Description = "Draw node voltages and cell currents of one input as SVG.", HelpName = "file" };
    private readonly Option<int> _vector = new("--vector") { Description = "The input that is drawn, from 0.", HelpName = "N" };
    private readonly Option<double> _tolerance = new("--tolerance") { Description = "Relative error of each current, 1e-14 to 0.1.", HelpName = "1e-9", DefaultValueFactory = _ => 1e-9 };
    private readonly Option<bool> _json = new("--json") { Description = "Print the summary as JSON." };

    public Command Create(Terminal terminal)
    {
        Command command = _array.On(new Command("solve", Examples));
        foreach (Option option in new Option[] { _out, _heatMap, _vector, _tolerance, _json })
            command.Options.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(Solve(parsed, terminal, cancel)));
        return command;
    }

    private int Solve(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        string? file = parsed.GetValue(_out), drawing = parsed.GetValue(_heatMap);
        if (file is not null)
            MatrixFile.CheckName(file);
        if (drawing is not null && !drawing.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
            throw new InputException("is not named .svg, the only format drawings have; choose such a name.", drawing);
        Crossbar crossbar = _array.Crossbar(parsed);
        double[] inputs = _array.Inputs(parsed, crossbar);
        ReadOnlyMemory<double> drawn = CrossbarOptions.Vector(inputs, crossbar.Rows, parsed.GetValue(_vector));
        int count = inputs.Length / crossbar.Rows;
        if ((long)count * crossbar.Columns > Array.MaxLength)
            throw new InputException($"{count} inputs x {crossbar.Columns} columns are more currents than one array holds ({Array.MaxLength}); give fewer inputs at a time.");
        double asked = parsed.GetValue(_tolerance);
        (Batch outputs, Func<ReadOnlyMemory<double>, CrossbarState<double>> state) = _array.Solvable(parsed, () => Prepare(crossbar, _array.Cell(parsed), asked));
        double[] currents = new double[count * crossbar.Columns];
        SolveReport report = (long)inputs.Length * crossbar.Columns < Long
            ? outputs(inputs, currents)
            : LiveProgress.Show(terminal, listener => InBatches(crossbar, outputs, inputs, currents, listener, cancel));
        if (file is not null)
            MatrixFile.Write(file, new NpyArray(count, crossbar.Columns, currents), Current.Symbol);
        if (drawing is not null)
            AtomicFile.Write(drawing, new CrossbarMap(state(drawn)).ToSvg());
        double largest = currents.Max(Math.Abs), sum = currents.Sum();
        terminal.Output.WriteLine(parsed.GetValue(_json) ? Json(crossbar, count, report, largest, sum) : Text(crossbar, count, report, largest, sum, asked));
        if (report.Solved)
            return ExitCode.Success;
        terminal.Error.WriteLine($"mho: not solved ({report.Status}): {report.Advice}.");
        return ExitCode.Failure;
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

    private static string Text(Crossbar crossbar, int count, SolveReport report, double largest, double sum, double asked) => string.Create(CultureInfo.InvariantCulture, $"""
        {crossbar.Rows} rows x {crossbar.Columns} columns, {count} {(count == 1 ? "input" : "inputs")}
        largest current   {largest:G6} A
        sum of currents   {sum:G13} A
        relative error    {report.Error:0.0E-0} at most (estimated), {asked:0.##E-0} asked
        Kirchhoff misses  {report.Residual.SI:0.0E-0} A at most
        iterations        {report.Iterations} at most
        """);

    private static string Json(Crossbar crossbar, int count, SolveReport report, double largest, double sum) => new JsonObject
    {
        ["rows"] = crossbar.Rows,
        ["columns"] = crossbar.Columns,
        ["inputs"] = count,
        ["status"] = report.Status.ToString(),
        ["largestCurrent"] = largest,
        ["sumOfCurrents"] = sum,
        ["relativeError"] = report.Error,
        ["residual"] = report.Residual.SI,
        ["iterations"] = report.Iterations,
    }.ToJsonString();
}
