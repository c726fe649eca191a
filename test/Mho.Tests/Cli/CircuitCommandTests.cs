using Mho.Experiments;
using Mho.Experiments.Binding;
using Mho.Experiments.DataSets;
using Mho.Experiments.SpikingCircuits;
using Mho.Networks;
using Mho.Networks.Spiking;
using Mho.Networks.Spiking.Sky130;
using Mho.Tests.Networks.Spiking.Sky130;
using Xunit;

namespace Mho.Tests.Cli;

public sealed class CircuitCommandTests : CrossbarFiles
{
    private static readonly Modulation Lambda = new(0.4, 0.38, 0.42);

    private readonly PhysicalNetwork _network = new(new(new Membrane(new ReversalPotentials(2.8, -1.5)), 0.15, 0), [new(2, [0.5, -0.25, 1, 0.1]), new(2, [0.5, -0.4])]);

    private static Extraction Measured => new(
        new(), 2, new(new(1.04), new(0.56)), new(140e-15), Lambda, Lambda, Lambda, new([0.25, 0.8], [1e-11, 1e-5]), new([1.5, 0.7], [1e-11, 1e-5]), new(0.005, 0.0005, 0.004, 0.0006));

    [Fact]
    public void A_network_and_an_extraction_are_read_as_they_were_written()
    {
        PhysicalNetwork network = RecordJson.Read<PhysicalNetwork>(RecordJson.Write(_network), "network");
        Assert.Equal(_network.SpikeTimes([0.1, 0.4])[1], network.SpikeTimes([0.1, 0.4])[1]);
        Extraction extraction = RecordJson.Read<Extraction>(RecordJson.Write(Measured), "extraction");
        Assert.Equal(RecordJson.Write(Measured), RecordJson.Write(extraction));
        Assert.Equal(Measured.Gates(_network.Layers[0]).Positive, extraction.Gates(network.Layers[0]).Positive);
    }

    [Theory]
    [InlineData("0.1", "1 times")]
    [InlineData("0.1,1.5", "\"1.5\"")]
    [InlineData("0.1,now", "\"now\"")]
    public void Inputs_that_are_no_spike_times_are_refused(string input, string said)
    {
        Write();
        (int code, _, string error) = Run("circuit", "simulate", In("network.json"), "--input", input, "--models", In("models"));
        Assert.Equal(2, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ngspice_that_is_not_there_is_told_with_the_way_to_get_it()
    {
        Write();
        (int code, _, string error) = Run("circuit", "simulate", In("network.json"), "--input", "0.1,0.2", "--models", In("models"), "--ngspice", "no-such-program");
        Assert.Equal(2, code);
        Assert.Contains("apt-get install ngspice", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_that_are_not_there_are_told_with_the_way_to_get_them()
    {
        (int code, _, string error) = Run("circuit", "extract", "--models", In("nowhere"));
        Assert.Equal(2, code);
        Assert.Contains("mho data fetch sky130", error, StringComparison.Ordinal);
    }

    // A program that finds no solution: every input is tried, the spikes of the model are written, and the exit code says that the others are missing.
    [Fact]
    public void Inputs_that_ngspice_does_not_finish_leave_the_others()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("there is no shell script.");
            return;
        }

        Write();
        File.WriteAllText(In("failing"), "#!/bin/sh\nif [ \"$1\" = --version ]; then exit 0; fi\necho Error: timestep too small\nexit 1\n");
        File.SetUnixFileMode(In("failing"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        (int code, string output, string error) = Run(
            "circuit", "simulate", In("network.json"), "--input", "0.1,0.2", "--input", "0.3,inf", "--models", In("models"), "--ngspice", In("failing"), "--extraction", In("extraction.json"), "--out", In("spikes.csv"), "--netlist", In("deck.cir"), "--json");
        Assert.Equal(1, code);
        Assert.Equal(2, error.Split("timestep too small").Length - 1);
        Assert.Equal(2, System.Text.Json.Nodes.JsonNode.Parse(output)!.AsArray().Count);
        string[] rows = File.ReadAllLines(In("spikes.csv"));
        Assert.Equal(1 + (2 * 3), rows.Length);
        Assert.All(rows[1..], row => Assert.EndsWith(",NaN", row, StringComparison.Ordinal));
        Assert.Contains("xneuron2_0", File.ReadAllText(In("deck.cir")), StringComparison.Ordinal);
    }

    [Fact]
    public void Drawings_show_every_neuron_of_ngspice_and_of_the_model()
    {
        double[] times = [.. Enumerable.Range(0, 300).Select(k => k * 11e-9)];
        CircuitRun run = new([[0.4, 0.6], [0.7]])
        {
            Times = times,
            Start = 100e-9,
            Membranes = [[times.Select(t => 1.3 - (1e5 * t)).ToArray(), times.Select(t => 1.3 - (2e5 * t)).ToArray()], [times.Select(t => 1.3 - (3e5 * t)).ToArray()]],
        };
        string raster = CircuitPlots.Raster(_network.SpikeTimes([0.1, 0.2]), run, new(1e-6)).ToSvg(), traces = CircuitPlots.Traces(_network, [0.1, 0.2], run, new()).ToSvg();
        Assert.Contains("2.0", raster, StringComparison.Ordinal);
        int fired = _network.SpikeTimes([0.1, 0.2]).Sum(layer => layer.Count(time => time < 1));
        Assert.Equal(3 + fired + 2, raster.Split("<circle").Length - 1); // and two in the legend
        Assert.Contains("stroke-dasharray=\"7 4\"", traces, StringComparison.Ordinal);
        Assert.Contains("Layer 2", traces, StringComparison.Ordinal);
    }

    [Fact]
    public void The_comparison_that_ships_is_the_published_one()
    {
        ModellingError experiment = Assert.IsType<ModellingError>(Experiment.Parse("""{ "model": "modelling-error" }"""));
        Assert.Equal((50, 5, 100.0), (experiment.Samples, experiment.Neurons, experiment.Ideal));
        Assert.Equal((100, 50), (experiment.Data.Load().Train.Count, experiment.Data.Load().Test.Count));
        Assert.Contains(Models.Of(typeof(IFetched)), model => model.Name == "sky130");
        Assert.All(new Sky130().Downloads, download => Assert.True(Sky130Models.Files.Contains(download.File["models/".Length..], StringComparer.Ordinal), download.File));
        Assert.Equal(Sky130Models.Files.Count, new Sky130().Downloads.Count);
    }

    // Which errors count, and what the circuit answers.
    [Fact]
    public void Errors_are_over_finished_samples_of_the_output_layer()
    {
        DeployedNetwork network = new(
            "bottom-up", _network, _network, (1, 1), new([0, 1], [0, 1], 2),
            [[[0.5, 0.6], [0.25, 1]], [[0.5, 0.6], [0.3, 0.9]], [[0.5, 0.6], [1, 1]]],
            [new([[0.5, 0.5], [0.28, 1]]), new([], "did not converge"), new([[0.5, 0.6], [1, 0.96]])],
            [[[0.5, 0.6], [0.28, 1]], [[0, 0], [0, 0]], [[0.5, 0.6], [1, 0.98]]]);
        Assert.Equal(2, network.Finished);
        Assert.Equal(Math.Sqrt(((0.03 * 0.03) + (0.04 * 0.04)) / 4), network.Rms(), 1e-12);
        Assert.Equal(Math.Sqrt(((0.03 * 0.03) + (0.04 * 0.04)) / 2), network.Rms(firing: true), 1e-12);
        Assert.Equal(0.05, network.Rms(output: false), 1e-12);
        Assert.Equal(0.01, network.OtherRms, 1e-12);
        Assert.Equal(2, network.Right([0, 0, 1]));
    }

    // Two runs: means, the worst, and the least ratio of pairs, which is not the ratio of means.
    [Fact]
    public void A_comparison_of_several_networks_tells_mean_and_worst()
    {
        DeployedNetwork Off(string name, double error) => new(name, _network, _network, (1, 1), new([0], [0], 2), [[[0.5, 0.5], [0.25]]], [new([[0.5, 0.5], [0.25 + error]])], [[[0.5, 0.5], [0.25]]]);
        MembraneRange far = new(new(-3, 0, 1), new(0.5, 1, 0));
        ModellingOutcome outcome = new(Measured, [new(Off("bottom-up", 0.001), Off("top-down", 0.04), 0.05, far), new(Off("bottom-up", 0.003), Off("top-down", 0.06), 0.05, new(default, default))], [0]);
        Report report = ModellingReport.Of(new(), outcome);
        double Value(string name) => report.Headlines.Concat(report.Metrics).Single(metric => metric.Name == name).Value;
        Assert.Equal(2e-9, Value("bottomUp.error"), 1e-18);
        Assert.Equal(3e-9, Value("bottomUp.error.worst"), 1e-18);
        Assert.Equal((30, 20), (Value("ratio"), Value("ratio.least")), (one, other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < 1e-9);
        Assert.Equal(1e-9, Value("bottomUp.run0.error"), 1e-18);
        Assert.Equal(1 + (4 * 3), outcome.Csv().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Finding rails = Assert.Single(report.Findings, finding => finding.Severity == Severity.Warning);
        Assert.Equal("bottom-up, run 1", rails.Where);
    }

    // Of labels 0, 1 and 2 the answers are 0 and 2 alone; 3 and 4 are outputs without samples.
    [Fact]
    public void A_network_that_lost_a_class_is_told()
    {
        Evaluation lost = new([0, 1, 2], [0, 2, 2], 5), whole = new([0, 1, 2], [1, 2, 0], 5);
        Assert.Equal([1], lost.NeverAnswered);
        Assert.Empty(whole.NeverAnswered);
        DeployedNetwork network = new("bottom-up", _network, _network, (1, 1), lost, [[[0.5, 0.5], [0.25]]], [new([[0.5, 0.5], [0.25]])], [[[0.5, 0.5], [0.25]]]);
        ModellingOutcome outcome = new(Measured, [new(network, network with { Name = "top-down", Software = whole }, 0.05, new(default, default))], [0]);
        Finding told = Assert.Single(ModellingReport.Of(new(), outcome).Findings, finding => finding.Severity == Severity.Warning);
        Assert.Equal("bottom-up, run 1", told.Where);
        Assert.Contains("class 1", told.Message, StringComparison.Ordinal);
    }

    private void Write()
    {
        Directory.CreateDirectory(In("models"));
        Sky130DeckTests.WriteModels(In("models"));
        File.WriteAllText(In("network.json"), RecordJson.Write(_network));
        File.WriteAllText(In("extraction.json"), RecordJson.Write(Measured));
    }
}
