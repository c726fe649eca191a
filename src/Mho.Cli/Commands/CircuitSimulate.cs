using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mho.Cli.Circuits;
using Mho.Cli.Options;
using Mho.Experiments.Binding;
using Mho.Experiments.Classification;
using Mho.Experiments.SpikingCircuits;
using Mho.Networks.Spiking;
using Mho.Networks.Spiking.Sky130;

namespace Mho.Cli.Commands;

/// <summary><c>mho circuit simulate</c>: a spiking network in ngspice, beside its model.</summary>
internal sealed class CircuitSimulate
{
    private const string Examples = """
        Run a network of RC-Spike neurons as SKY130 transistors in ngspice, and compare every spike with the model.

        Examples:
          mho circuit simulate network.json --input 0.6,0.4,0.2,0.1,0
          mho circuit simulate network.json --input 0.6,0.4,0.2,0.1,0 --input 0.7,0.3,0.6,0.2,0 --extraction extraction.json --out spikes.csv
          mho circuit simulate runs/mine/network.bin --input 0.6,0.4,0.2,0.1,0 --traces traces.svg --raster raster.svg --netlist deck.cir

        network.json holds neuron and layers as "mho run sky130-iris" leaves them (bottom-up.json); network.bin is the network of a finished run of dense RC-Spike layers.
        --input: when each input spikes, 0 to 1 window, inf for silence; one --input a simulation. Its spikes are written to --out as soon as they are there.
        Without --extraction the circuit is measured first. An input of a 5-5-5 network takes some ten seconds. Exit code 1 if ngspice did not finish an input.
        """;

    private readonly Argument<string> _network = new("network") { Description = "Weights: a JSON file, a run folder or its network.bin." };
    private readonly Option<string[]> _input = new("--input") { Description = "Spike times of the inputs in windows; may be repeated.", HelpName = "t,t,...", Required = true, AllowMultipleArgumentsPerToken = false };
    private readonly CircuitOptions _circuit = new();
    private readonly InputFileOption _extraction = new("--extraction", "What \"mho circuit extract --out\" wrote.");
    private readonly QuantityOption<Duration> _step = new("--step", "Longest step of ngspice; 20 ns if not given.", "20 ns") { Positive = true };
    private readonly OutputFileOption _out = new("--out", "Where all spike times go.", ".csv");
    private readonly OutputFileOption _netlist = new("--netlist", "Where the deck of the last input goes.", ".cir", ".spice");
    private readonly OutputFileOption _raster = new("--raster", "Where a drawing of the last input's spikes goes.", ".svg");
    private readonly OutputFileOption _traces = new("--traces", "Where a drawing of the last input's membranes goes.", ".svg");
    private readonly Option<bool> _json = new("--json") { Description = "Print spike times as JSON." };

    public Command Create(Terminal terminal)
    {
        Command command = _circuit.On(new Command("simulate", Examples) { _network });
        foreach (Option option in new Option[] { _input, _extraction, _step, _out, _netlist, _raster, _traces, _json })
            command.Options.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(Simulate(parsed, terminal, cancel)));
        return command;
    }

    private int Simulate(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        OutputCheck.Run(parsed);
        string file = parsed.GetValue(_network)!;
        PhysicalNetwork given = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? RecordJson.Load<PhysicalNetwork>(file) : PhysicalNetwork.Of(new Trained(file).Load().Trained);
        double[][] inputs = [.. parsed.GetValue(_input)!.Select(text => Times(text, given.Layers[0].Inputs))];
        Sky130Models models = _circuit.Models(parsed);
        var ngspice = _circuit.Ngspice(parsed);
        Extraction extraction = parsed.GetValue(_extraction) is string kept ? RecordJson.Load<Extraction>(kept)
            : CircuitExtract.Solved(() => Extraction.Run(_circuit.Circuit(parsed), models, given.Layers.Max(layer => layer.Inputs), ngspice, cancel));
        PhysicalNetwork model = new(extraction.Model.Neuron, given.Layers) { Release = extraction.Release };
        CircuitSimulation simulation = new(extraction, models, given.Layers) { Ngspice = ngspice, Step = parsed.GetValue(_step) ?? new(20e-9) };
        if (parsed.GetValue(_netlist) is string netlist)
            AtomicFile.Write(netlist, simulation.Deck(inputs[^1]));
        List<(double[][] Model, CircuitRun Run)> results = LiveProgress.Show(terminal, progress =>
        {
            List<(double[][] Model, CircuitRun Run)> done = [];
            progress.Begin("ngspice", inputs.Length);
            foreach (double[] times in inputs)
            {
                done.Add((model.SpikeTimes(times), simulation.Simulate(times, cancel)));
                if (parsed.GetValue(_out) is string csv)
                    AtomicFile.Write(csv, Csv(done));
                progress.Advance(done.Count);
            }

            return done;
        });
        if (results[^1].Run.Converged && parsed.GetValue(_raster) is string raster)
            AtomicFile.Write(raster, CircuitPlots.Raster(results[^1].Model, results[^1].Run, extraction.Circuit.Window).ToSvg());
        if (results[^1].Run.Converged && parsed.GetValue(_traces) is string traces)
            AtomicFile.Write(traces, CircuitPlots.Traces(model, inputs[^1], results[^1].Run, extraction.Circuit).ToSvg());
        terminal.Output.WriteLine(parsed.GetValue(_json) ? Json(results) : Text(results, extraction.Circuit.Window));
        if (extraction.Model.Doubt(MembraneRange.Over(inputs.Select(times => model.Range(times))), extraction.Circuit.Rest, extraction.Circuit.Supply, Path.GetFileName(file)) is { } doubt)
            terminal.Error.WriteLine($"mho: {doubt}.");
        foreach ((_, CircuitRun run) in results.Where(result => !result.Run.Converged))
            terminal.Error.WriteLine($"mho: {run.Fault}.");
        return results.All(result => result.Run.Converged) ? ExitCode.Success : ExitCode.Failure;
    }

    private double[] Times(string text, int inputs)
    {
        string[] words = text.Split(',', StringSplitOptions.TrimEntries);
        if (words.Length != inputs)
            throw new InputException($"{text} has {words.Length} times, and the network {inputs} inputs; give one for each.", field: _input.Name);
        return Array.ConvertAll(words, word =>
            word == "inf" ? double.PositiveInfinity
            : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double time) && time is >= 0 and <= 1 ? time
            : throw new InputException($"\"{word}\" is no time of a spike; give 0 to 1 window, or inf for silence.", field: _input.Name));
    }

    private static string Csv(List<(double[][] Model, CircuitRun Run)> results)
    {
        StringBuilder csv = new("input,layer,neuron,model,ngspice\n");
        for (int k = 0; k < results.Count; k++)
        {
            for (int layer = 0; layer < results[k].Model.Length; layer++)
            {
                for (int i = 0; i < results[k].Model[layer].Length; i++)
                    csv.Append(CultureInfo.InvariantCulture, $"{k},{layer + 1},{i},{results[k].Model[layer][i]:R},{results[k].Run.SpikeTimes[layer][i]:R}\n");
            }
        }

        return csv.ToString();
    }

    private static string Text(List<(double[][] Model, CircuitRun Run)> results, Duration window)
    {
        StringBuilder text = new("input  layer.neuron   model, ns   ngspice, ns   difference, ns");
        double sum = 0, count = 0;
        for (int k = 0; k < results.Count; k++)
        {
            for (int layer = 0; layer < results[k].Model.Length; layer++)
            {
                for (int i = 0; i < results[k].Model[layer].Length; i++)
                {
                    (double ours, double theirs) = (1e9 * window.SI * results[k].Model[layer][i], 1e9 * window.SI * results[k].Run.SpikeTimes[layer][i]);
                    text.Append(CultureInfo.InvariantCulture, $"\n{k,5}  {$"{layer + 1}.{i}",12}  {ours,10:F2}  {theirs,12:F2}  {ours - theirs,15:F2}");
                    if (double.IsFinite(theirs))
                        (sum, count) = (sum + ((ours - theirs) * (ours - theirs)), count + 1);
                }
            }
        }

        return text.Append(CultureInfo.InvariantCulture, $"\nroot mean square of the differences: {Math.Sqrt(sum / count):F2} ns; {1e9 * window.SI:F0} ns is no spike").ToString();
    }

    private static string Json(List<(double[][] Model, CircuitRun Run)> results) => new JsonArray([.. results.Select(result => new JsonObject
    {
        ["converged"] = result.Run.Converged,
        ["fault"] = result.Run.Fault,
        ["model"] = Layers(result.Model),
        ["ngspice"] = Layers(result.Run.SpikeTimes),
    })]).ToJsonString();

    private static JsonArray Layers(IReadOnlyList<IReadOnlyList<double>> layers) =>
        new([.. layers.Select(layer => new JsonArray([.. layer.Select(time => (JsonNode?)JsonNumber.Of(time))]))]);
}
