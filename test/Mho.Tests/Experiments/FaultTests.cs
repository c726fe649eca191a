using Mho.Autograd;
using Mho.Chips;
using Mho.Devices;
using Mho.Experiments;
using Mho.Experiments.Classification;
using Mho.Networks;
using Mho.Numerics;
using Mho.Tests.Chips;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Experiments;

/// <summary>Each fault of the ablation is the one its name says: seen on programmed chips, not in the records.</summary>
public sealed class FaultTests : IDisposable
{
    private static readonly WeightMatrix Weights = PlacementTests.Matrix("faults", 64, 16);

    private static readonly NeuRram Faulty = new(new PulsedRram { Relaxation = new() { Window = 1 * uS, ReadNoise = 0.02 } }) { GainSpread = 0.1, OffsetSpread = 1, SampleNoise = 1 * mV, ComparatorNoise = 1 * mV, Wires = new CoreWires() };

    private readonly string _folder = Directory.CreateTempSubdirectory("mho-faults").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<bool, string> Cases() => new(
        from pulsed in new[] { true, false }
        from fault in Fault.All
        select (pulsed, fault.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_fault_alone_and_all_but_it_are_what_a_programmed_chip_shows(bool pulsed, string name)
    {
        NeuRram chip = pulsed ? Faulty : Faulty with { Device = new Wan2022Rram { Window = 1 * uS, ReadNoise = 0.02 } };
        string[] all = [.. Fault.All.Select(fault => fault.Name).Order(StringComparer.Ordinal)];
        Fault fault = Fault.All.Single(fault => fault.Name == name);
        Assert.Equal(all, Shown(chip), StringComparer.Ordinal);
        Assert.Equal([name], Shown(fault.Alone(chip)), StringComparer.Ordinal);
        Assert.Equal(all.Where(other => other != name), Shown(fault.Remove(chip)), StringComparer.Ordinal);
        Assert.Empty(Shown(Fault.None(chip)));
    }

    [Fact]
    public void The_ablation_gives_each_fault_the_accuracy_of_the_chip_with_it_alone_and_without_it()
    {
        Classification experiment = new()
        {
            Network = new Mlp([8], Bits: 3),
            Training = new Training { Epochs = 2, Batch = 50, Schedule = new ConstantRate(0.01) },
            Chip = Faulty with { GainSpread = 0.3, OffsetSpread = 5, Adc = new BinarySearchAdc(3), WeightPercentile = 0.8 },
            Programmings = 1,
            CalibrationSamples = 100,
            Times = [1 * day],
            TestImages = 200,
        };
        Ablation found = Answer(experiment).Ablation!;
        Assert.Equal(Fault.All, found.Faults.Select(row => row.Fault));
        Assert.Equal(Alike(Fault.None(experiment.Chip)), Text(found.Faultless));
        foreach ((Fault fault, Evaluation alone, Evaluation without) in found.Faults)
        {
            Assert.Equal(Alike(fault.Alone(experiment.Chip)), Text(alone));
            Assert.Equal(Alike(fault.Remove(experiment.Chip)), Text(without));
        }

        string Alike(NeuRram chip) => Text(Answer(experiment with { Chip = chip, Ablation = false }).OnChip[0][1]);
    }

    [Fact]
    public void A_fault_the_chip_does_not_have_is_not_asked_for()
    {
        Assert.Contains(Fault.Of(Faulty), fault => fault.Name == "wires");
        Assert.DoesNotContain(Fault.Of(Faulty with { Wires = null }), fault => fault.Name == "wires");
        Assert.DoesNotContain(Fault.Of(Faulty with { WeightPercentile = 1 }), fault => fault.Name == "weightClipping");
    }

    // One checkpoint for all: the network is trained once.
    private Outcome Answer(Classification experiment) => Procedure.Run(experiment, Path.Combine(_folder, "training"), new SilentListener(), default);

    private static string Text(Evaluation evaluation) => string.Join(' ', evaluation.Confusion.Cast<int>());

    private static IEnumerable<string> Shown(NeuRram chip) => Seen(chip).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Seen(NeuRram chip)
    {
        ProgrammedChip fresh = chip.Program(chip.Place([Weights]), new Key(1)), aged = fresh.After(1 * day, new Key(2));
        ProgrammedTile tile = fresh.Tiles[0];
        if (Weights.Values.Max(Math.Abs) > tile.Plan.FullWeight * 1.000001)
            yield return "weightClipping";
        if (!tile.Programmed.SequenceEqual(tile.Plan.Targets))
            yield return "programming";
        if (!aged.Tiles[0].Conductances.SequenceEqual(tile.Programmed))
            yield return "relaxation";
        if (tile.Effective is not null && !tile.Effective.SequenceEqual(tile.Conductances))
            yield return "wires";
        double[] sigma = new double[tile.Conductances.Length];
        (chip.Device as IReadNoise)?.ReadSpread(tile.Conductances, 1 * s, sigma);
        if (sigma.Any(each => each > 0))
            yield return "readNoise";
        bool[] neurons = [tile.Gains.Any(gain => gain != 1), tile.Offsets.Any(offset => offset != 0), chip.SampleNoise.SI > 0, chip.ComparatorNoise.SI > 0];
        Assert.True(neurons.All(on => on) || neurons.All(on => !on));
        if (neurons[0])
            yield return "neurons";
        float[] codes = MultiplyTests.Codes(Weights, 1, new Key(3)), once = new float[16], fine = new float[16];
        NeuRram quiet = chip with { SampleNoise = default, ComparatorNoise = default, Device = new PerfectCell(), GainSpread = 0, OffsetSpread = 0, Wires = null };
        quiet.Program(quiet.Place([Weights]), new Key(1)).Multiply(0, codes, 1, once, new Key(4));
        NeuRram exact = quiet with { Adc = new ExactAdc() };
        exact.Program(exact.Place([Weights]), new Key(1)).Multiply(0, codes, 1, fine, new Key(4));
        if (!once.SequenceEqual(fine))
            yield return "converter";
    }
}
