using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Mho.Circuits;
using Mho.Cli.Crossbars;
using Mho.Cli.Options;
using Mho.Experiments.Plots;
using Mho.Numerics;

namespace Mho.Cli.Commands;

/// <summary><c>mho crossbar sweep</c>: what every column gives under alternating current of many frequencies.</summary>
internal sealed class CrossbarSweep
{
    private const string Examples = """
        Compute the current out of every column under small alternating current, at many frequencies.

        Examples:
          mho crossbar sweep --conductances g.npy --inputs v.npy --wire "1 ohm" --stray "1 fF" --from "1 kHz" --to "1 GHz" --points 61 --out response.csv --plot response.svg
          mho crossbar sweep --conductances g.npy --inputs v.npy --wire "1 ohm" --capacitances c.npy --inductance "1 pH" --from "1 MHz" --to "20 MHz" --points 20 --spacing linear --out response.csv
          mho crossbar sweep --conductances g.npy --inputs v.npy --capacitances "10 fF" --coupling "0.2 fF" --from "1 MHz" --to "1 MHz" --points 1 --columns 0,3 --plot response.svg

        Every row is driven by an amplitude of its voltage and phase 0. The CSV file has a line for each frequency and column:
        frequency_Hz,column,re_A,im_A,magnitude_A,phase_deg (V for A where bit lines are open at their far end).
        If a frequency is not solved, a resonance without losses for example, the exit code is 2 and no file is written unless --keep-unsolved is given; then
        a comment (#) stands before its lines, and drawings have a gap.
        """;

    // Cells times frequencies from which on somebody may wonder how long it takes: some seconds of one thread.
    private const long Long = 2_000_000;

    private readonly ArrayOptions _array = new();
    private readonly InputOptions _inputs = new("applied");
    private readonly ReactanceOptions _reactance = new();
    private readonly QuantityOption<Frequency> _from = new("--from", "The first frequency.", "1 kHz") { Positive = true, Required = true };
    private readonly QuantityOption<Frequency> _to = new("--to", "The last.", "1 GHz") { Positive = true, Required = true };
    private readonly NumberOption<int> _points = new("--points", "How many, both ends included; 51 if not given.", "51", 51, 1, 1_000_000);
    private readonly WordOption _spacing = new("--spacing", "At equal ratios or equal distances.", "log", "linear");
    private readonly OutputFileOption _out = new("--out", "Where the outputs go, .csv.", ".csv");
    private readonly OutputFileOption _plot = new("--plot", "Draw magnitude and phase as SVG.", ".svg");
    private readonly ColumnsOption _columns = new();
    private readonly NumberOption<double> _tolerance = new("--tolerance", "Relative error of each output, 1e-14 to 0.1.", "1e-9", 1e-9, 1e-14, 0.1);
    private readonly KeepUnsolvedOption _keep = new();
    private readonly Option<bool> _json = new("--json") { Description = "Print the summary as JSON." };

    public Command Create(Terminal terminal)
    {
        Command command = _reactance.On(_inputs.On(_array.On(new Command("sweep", Examples))));
        foreach (Option option in new Option[] { _from, _to, _points, _spacing, _out, _plot, _columns, _tolerance, _keep, _json })
            command.Options.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(Sweep(parsed, terminal, cancel)));
        return command;
    }

    private int Sweep(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        OutputCheck.Run(parsed);
        IReadOnlyList<Frequency> frequencies = Frequencies(parsed);
        Crossbar crossbar = _reactance.With(parsed, _array.Read(parsed));
        Complex[] input = Array.ConvertAll(_inputs.Vector(parsed, _inputs.Read(parsed, crossbar), crossbar.Rows).ToArray(), volt => new Complex(volt, 0));
        int[] columns = _columns.Read(parsed, crossbar);
        if ((long)frequencies.Count * crossbar.Columns > Array.MaxLength)
            throw new InputException($"{frequencies.Count} frequencies x {crossbar.Columns} columns are more outputs than one array holds ({Array.MaxLength}); give fewer.", field: _points.Name);
        double tolerance = parsed.GetValue(_tolerance);
        FrequencySweep sweep = new(crossbar, frequencies);
        FrequencyResponse response = _array.Solvable(parsed, () => (long)crossbar.Conductances.Length * frequencies.Count < Long
            ? sweep.Run(input, tolerance)
            : LiveProgress.Show(terminal, listener => InBatches(sweep, input, tolerance, listener, cancel)));
        int[] unsolved = [.. Enumerable.Range(0, frequencies.Count).Where(k => !response.Reports[k].Solved)];
        if (_keep.Allows(parsed, unsolved.Length == 0))
        {
            if (parsed.GetValue(_out) is string file)
                response.Write(file);
            if (parsed.GetValue(_plot) is string drawing)
                AtomicFile.Write(drawing, new SideBySide($"Crossbar of {crossbar.Rows} rows x {crossbar.Columns} columns", [FrequencyPlots.Magnitude(response, columns), FrequencyPlots.Phase(response, columns)]).ToSvg());
        }

        Tell(parsed, terminal, response, unsolved.Length, tolerance);
        return unsolved is not [int first, ..] ? ExitCode.Success : _keep.Tell(
            parsed, terminal, $"not solved at {unsolved.Length} of {frequencies.Count} frequencies, first at {Said(frequencies[first])} ({response.Reports[first].Status}): {response.Reports[first].Advice}");
    }

    private IReadOnlyList<Frequency> Frequencies(ParseResult parsed)
    {
        Frequency from = parsed.GetValue(_from) ?? default, to = parsed.GetValue(_to) ?? default;
        int points = parsed.GetValue(_points);
        if (to < from)
            throw new InputException($"{to} is below {_from.Name}, {from}; give frequencies that rise.", field: _to.Name);
        if (points == 1 && to > from)
            throw new InputException($"1 point from {from} to {to}; give two or more, or {_to.Name} \"{from}\".", field: _points.Name);
        return parsed.GetValue(_spacing) == "linear" ? FrequencySweep.Linear(from, to, points) : FrequencySweep.Logarithmic(from, to, points);
    }

    // Each frequency is solved alone, so how many go together changes no number.
    private static FrequencyResponse InBatches(FrequencySweep sweep, Complex[] input, double tolerance, IProgressListener listener, CancellationToken cancel)
    {
        int count = sweep.Frequencies.Count, batch = Math.Max(Workers.Count, count / 100);
        List<Complex> outputs = [];
        List<SolveReport> reports = [];
        listener.Begin($"solving {count} frequencies", count);
        for (int first = 0; first < count; first += batch)
        {
            cancel.ThrowIfCancellationRequested();
            FrequencyResponse some = (sweep with { Frequencies = [.. sweep.Frequencies.Skip(first).Take(batch)] }).Run(input, tolerance);
            outputs.AddRange(some.Outputs.Span);
            reports.AddRange(some.Reports);
            listener.Advance(reports.Count);
        }

        return new() { Sweep = sweep, Input = input, Outputs = outputs.ToArray(), Reports = reports };
    }

    // Five digits: a sweep's own have as many as a number holds.
    private static string Said(Frequency frequency) => new Frequency(double.Parse(frequency.SI.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)).ToString();

    private void Tell(ParseResult parsed, Terminal terminal, FrequencyResponse response, int unsolved, double asked)
    {
        Crossbar x = response.Sweep.Crossbar;
        IReadOnlyList<Frequency> frequencies = response.Sweep.Frequencies;
        SolveReport worst = response.Reports.Aggregate((a, b) => a.OrWorse(b));
        OutputUnit unit = OutputUnit.Of(x);
        int at = Enumerable.Range(0, response.Outputs.Length).MaxBy(k => Complex.Abs(response.Outputs.Span[k]));
        double largest = Complex.Abs(response.Outputs.Span[at]);
        terminal.Output.WriteLine(parsed.GetValue(_json)
            ? new JsonObject
            {
                ["rows"] = x.Rows,
                ["columns"] = x.Columns,
                ["frequencies"] = frequencies.Count,
                ["unsolved"] = unsolved,
                [$"largest{unit.Name}"] = JsonNumber.Of(largest),
                ["relativeError"] = JsonNumber.Of(worst.Error),
                ["residual"] = JsonNumber.Of(worst.Residual.SI),
                ["iterations"] = worst.Iterations,
            }.ToJsonString()
            : string.Create(CultureInfo.InvariantCulture, $"""
                {x.Rows} rows x {x.Columns} columns, {frequencies.Count} {(frequencies.Count == 1 ? "frequency" : $"frequencies from {frequencies[0]} to {frequencies[^1]}")}
                {$"largest {unit.Word}",-17} {largest:G6} {unit.Symbol}: column {at % x.Columns} at {Said(frequencies[at / x.Columns])}
                relative error    {worst.Error:0.0E-0} at most (estimated), {asked:0.##E-0} asked
                iterations        {worst.Iterations} at most{(unsolved == 0 ? "" : $"\nNOT SOLVED at {unsolved} of {frequencies.Count} frequencies")}
                """));
    }
}
