using System.Numerics;
using System.Text.RegularExpressions;
using Mho.Circuits.Netlists;
using Mho.Networks.Spiking;
using Mho.Networks.Spiking.Sky130;
using Xunit;

namespace Mho.Tests.Networks.Spiking.Sky130;

/// <summary>What decks say, and what is read from results; without ngspice and without the process's models, in whose place stand two lines.</summary>
public sealed partial class Sky130DeckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mho-sky130-");
    private readonly Sky130Circuit _circuit = new();

    public Sky130DeckTests() => WriteModels(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Files with the names of the process's, a model of every size in use, and one of a size that is not.</summary>
    internal static void WriteModels(string folder)
    {
        foreach (string file in Sky130Models.Files)
        {
            string name = file.Split("__tt")[0];
            File.WriteAllText(Path.Combine(folder, file), !file.Contains("tt.pm3", StringComparison.Ordinal) ? $"* {file}\n" : $"""
                * kept
                .subckt {name} d g s b
                m1 d g s b {name}__model l={"{l}"} w={"{w}"}
                .model {name}__model.0 {(file.Contains("nfet", StringComparison.Ordinal) ? "nmos" : "pmos")}
                + lmin = 2.0e-05 lmax = 0.0001 wmin = 7.0e-06 wmax = 0.0001
                + toxe = 1
                .model {name}__model.1 {(file.Contains("nfet", StringComparison.Ordinal) ? "nmos" : "pmos")}
                + lmin = 1.5e-07 lmax = 2.0e-06 wmin = 4.2e-07 wmax = 7.0e-06
                + toxe = 2
                .ends {name}

                """);
        }
    }

    // Section 8: two n-channel and two p-channel transistors a synapse, 1 µm x 0.25 µm; selectors at spike and complement.
    [Fact]
    public void A_synapse_is_two_transistors_of_each_kind()
    {
        string text = Deck([5, 5, 5], [0, 0.1, 0.2, 0.3, 0.4]);
        string positive = Subcircuit(text, "positive"), negative = Subcircuit(text, "negative");
        Assert.Equal((2, 2), (Count(positive, "sky130_fd_pr__nfet_01v8 w=1 l=0.25"), Count(negative, "sky130_fd_pr__pfet_01v8 w=1 l=0.25")));
        Assert.Equal(50, Lines(text, "xsynapse"));
        Assert.Equal(10, Lines(text, "xneuron"));
        Assert.Contains("xsynapse2_3_4 m2_4 vgn2_3_4 vdd s1_3 n1_3 synapse", text, StringComparison.Ordinal);
        Assert.DoesNotContain(".include", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_neuron_resets_stores_discharges_senses_and_drives()
    {
        string neuron = Subcircuit(Deck([1, 1], [0]), "neuron");
        Assert.Contains($"cmim m 0 {1e-15 * ((2 * 49) + (0.19 * 28)):R}", neuron, StringComparison.Ordinal);
        Assert.Equal(103.32e-15, _circuit.Mim.SI, 1e-20); // 7 µm x 7 µm: 103.3 fF published
        Assert.Equal(0.872, _circuit.Threshold.SI, 1e-12);
        Assert.Equal((5, 6), (Count(neuron, "nfet_01v8"), Count(neuron, "pfet_01v8")));
        Assert.Contains("xdischarger m vdischarge phase discharger", neuron, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_take_turns_a_window_apart()
    {
        Sky130Deck deck = new(_circuit, new(new(1), new(0.55)), [SynapseGates.Off(3, 4, _circuit.Supply), SynapseGates.Off(4, 2, _circuit.Supply)]);
        Assert.Equal((1.1e-6, 2.1e-6, 2.1e-6, 3.1e-6), (Math.Round(deck.PhaseStart(1), 12), Math.Round(deck.PhaseEnd(1), 12), Math.Round(deck.PhaseStart(2), 12), Math.Round(deck.PhaseEnd(2), 12)));
        string text = deck.Text(new(_folder.FullName), [0, 0.5, double.PositiveInfinity]);
        double[] second = Times(text, "vs1 ");
        Assert.Equal((0.6e-6, 1.1e-6), (Math.Round((second[1] + second[2]) / 2, 12), Math.Round((second[3] + second[4]) / 2, 12)));
        Assert.Contains("\nvs2 s0_2 0 0\n", text, StringComparison.Ordinal);
        Assert.Contains("\nvn2 n0_2 0 1.8\n", text, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 2), layer => Assert.True(Times(text, $"vreset{layer} ")[^1] < deck.PhaseStart(layer - 1) - 1e-9));
        // The second layer has four inputs, the first three and a synapse that never conducts, so that all membranes are alike.
        Assert.Equal((12 + 8, 4), (Lines(text, "xsynapse"), Lines(text, "xidle")));
    }

    [Fact]
    public void Only_models_of_sizes_in_use_are_kept_and_everything_else_is_unchanged()
    {
        string file = Path.Combine(_folder.FullName, "sky130_fd_pr__nfet_01v8__tt.pm3.spice"), text = File.ReadAllText(file).ReplaceLineEndings("\n");
        string picked = ModelBins.Pick(text, file, [new(Channel.N, 1, 0.25), new(Channel.N, 5, 0.15)]);
        Assert.Equal(text.Replace(text[text.IndexOf(".model", StringComparison.Ordinal)..text.LastIndexOf(".model", StringComparison.Ordinal)], "", StringComparison.Ordinal), picked);
        Assert.Contains("toxe = 1", ModelBins.Pick(text, file, [new(Channel.N, 7, 20)]), StringComparison.Ordinal);
        // The upper limit of a range is no part of it.
        Assert.Contains("1 µm x 2 µm", Assert.Throws<InputException>(() => ModelBins.Pick(text, file, [new(Channel.N, 1, 2)])).Message, StringComparison.Ordinal);
        Assert.Contains("not the model file", Assert.Throws<InputException>(() => ModelBins.Pick("* nothing\n", file, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_models_are_told_with_the_way_to_get_them()
    {
        File.Delete(Path.Combine(_folder.FullName, "lod.spice"));
        Assert.Contains("mho data fetch sky130", Assert.Throws<InputException>(() => new Sky130Models(_folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spike_times_are_where_the_output_rises_through_half_the_supply()
    {
        (Sky130Deck deck, SynapseGates[] layers) = One();
        CircuitRun run = CircuitRun.Of(Result(deck.Stop, 0.25), deck, layers, _circuit);
        Assert.True(run.Converged);
        Assert.Equal(0.25, run.SpikeTimes[0][0], 1e-9);
        Assert.Equal(1, run.SpikeTimes[0][1]); // it does not fire
        Assert.Equal(0.7, run.Membranes[0][1][^1]);
    }

    [Fact]
    public void A_transient_that_ends_early_is_an_outcome_with_a_way_out()
    {
        (Sky130Deck deck, SynapseGates[] layers) = One();
        CircuitRun run = CircuitRun.Of(Result(deck.Stop - 0.5e-6, 0.25), deck, layers, _circuit);
        Assert.False(run.Converged);
        Assert.Contains("shorter step", run.Fault, StringComparison.Ordinal);
        Assert.Equal(0.25, run.SpikeTimes[0][0], 1e-9); // was seen
        Assert.Equal(double.NaN, run.SpikeTimes[0][1]); // was not yet over
    }

    // A whole run with a program that fails: the sweep goes on with the next input.
    [Fact]
    public void A_run_without_any_result_is_an_outcome_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no /bin/false.");
        BiasTable table = new([0.2, 0.8], [1e-11, 1e-5]), falling = new([1.5, 0.8], [1e-11, 1e-5]);
        Modulation lambda = new(0.4, 0.4, 0.4);
        Extraction extraction = new(_circuit, 5, new(new(1), new(0.55)), new(140e-15), lambda, lambda, lambda, table, falling, ReleaseCharge.None);
        CircuitSimulation simulation = new(extraction, new(_folder.FullName), [new SpikingWeights(1, [0.5])]) { Ngspice = new() { Program = "/bin/false" } };
        CircuitRun run = simulation.Simulate([0.5], TestContext.Current.CancellationToken);
        Assert.False(run.Converged);
        Assert.True(double.IsNaN(run.SpikeTimes[0][0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircuitSimulation(extraction, new(_folder.FullName), [new SpikingWeights(1, [1000])]));
        Assert.Throws<ArgumentException>(() => new CircuitSimulation(extraction, new(_folder.FullName), [new SpikingWeights(6, [1, 1, 1, 1, 1, 1])]));
    }

    private (Sky130Deck Deck, SynapseGates[] Layers) One()
    {
        SynapseGates[] layers = [SynapseGates.Off(1, 2, _circuit.Supply)];
        return (new(_circuit, new(new(1), new(0.55)), layers), layers);
    }

    // Two neurons: the first's output rises in 2 ns around a share of the firing phase, the second's never.
    private SpiceResult Result(double stop, double share)
    {
        double at = Sky130Deck.Start + ((1 + share) * _circuit.Window.SI);
        double[] times = [0, Sky130Deck.Start, at - 1e-9, at + 1e-9, stop];
        string[] names = ["time", "v(m1_0)", "v(s1_0)", "v(m1_1)", "v(s1_1)"];
        return new("Transient Analysis", names, times.Length, times.SelectMany(time => new Complex[] { time, 0.5, time > at ? 1.8 : 0, 0.7, 0.1 }).ToArray());
    }

    private string Deck(int[] sizes, double[] times)
    {
        SynapseGates[] layers = [.. sizes[1..].Select((neurons, l) => new SynapseGates(sizes[l], [.. Enumerable.Repeat(0.5, sizes[l] * neurons)], [.. Enumerable.Repeat(1.8, sizes[l] * neurons)]))];
        return new Sky130Deck(_circuit, new(new(1), new(0.55)), layers).Text(new(_folder.FullName), times);
    }

    private static string Subcircuit(string deck, string name)
    {
        int from = deck.IndexOf($".subckt {name} ", StringComparison.Ordinal);
        return deck[from..deck.IndexOf(".ends", from, StringComparison.Ordinal)];
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static int Lines(string text, string start) => text.Split('\n').Count(line => line.StartsWith(start, StringComparison.Ordinal));

    // The moments of a source that is piecewise linear: after "pwl(", every other number.
    private static double[] Times(string text, string source)
    {
        string line = text.Split('\n').Single(line => line.StartsWith(source, StringComparison.Ordinal));
        string[] numbers = [.. Numbers().Matches(line[line.IndexOf('(', StringComparison.Ordinal)..]).Select(match => match.Value)];
        return [.. numbers.Where((_, k) => k % 2 == 0).Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex(@"[-\d.E]+")]
    private static partial Regex Numbers();
}
