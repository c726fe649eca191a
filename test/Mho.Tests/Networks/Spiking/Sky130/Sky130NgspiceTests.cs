using Mho.Circuits.Netlists;
using Mho.Experiments.DataSets;
using Mho.Networks.Spiking;
using Mho.Networks.Spiking.Sky130;
using Xunit;

namespace Mho.Tests.Networks.Spiking.Sky130;

/// <summary>The circuit in ngspice, where ngspice and the process's models are.</summary>
public sealed class Sky130NgspiceTests
{
    private static readonly Lazy<(Extraction Extraction, Sky130Models Models)> Measured = new(() =>
    {
        Assert.SkipUnless(new Ngspice().Present, "ngspice is not on PATH: apt-get install ngspice.");
        string? file = DataFolder.TryFind("sky130", Path.Combine("models", Sky130Models.Files[0]));
        Assert.SkipWhen(file is null, "no SKY130 models on this machine: mho data fetch sky130, or a folder that holds sky130/models named by MHO_DATA.");
        Sky130Models models = new(Path.GetDirectoryName(file)!);
        return (Extraction.Run(new(), models, 2), models);
    });

    // Published: 0.41, 0.75 and 0.177 per volt, 140 fF, discharger bias 0.554 V. Our weights reach to 2, where λ of the p-channel has fallen: 0.67 on the average.
    [Fact]
    public void What_is_extracted_is_near_to_what_is_published()
    {
        Extraction extraction = Measured.Value.Extraction;
        Assert.InRange(extraction.N.Lambda, 0.37, 0.43);
        Assert.InRange(extraction.P.Lambda, 0.6, 0.8);
        Assert.InRange(extraction.Discharge.Lambda, 0.170, 0.184);
        Assert.InRange(extraction.Capacitance.SI, 130e-15, 150e-15);
        Assert.InRange(extraction.Biases.Discharge.SI, 0.54, 0.57);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.7)]
    [InlineData(-1.4)]
    public void The_gate_of_a_weight_conducts_the_current_of_that_weight(double weight)
    {
        Extraction extraction = Measured.Value.Extraction;
        SynapseGates gates = extraction.Gates(new(1, [weight]));
        Current current = weight > 0 ? extraction.Positive.CurrentAt(new(gates.Positive[0])) : extraction.Negative.CurrentAt(new(gates.Negative[0]));
        Assert.Equal(Math.Abs(weight), current / extraction.Model.UnitCurrent, 1e-9);
        Assert.Equal(weight > 0 ? 1.8 : 0, weight > 0 ? gates.Negative[0] : gates.Positive[0]); // the other does not conduct
    }

    // A millivolt of the membrane is about 1 ns of a spike. Without reversal potentials the model is off by tens of ns, so the test sees that they are right.
    [Fact]
    public void A_small_network_fires_when_its_model_says()
    {
        (Extraction extraction, Sky130Models models) = Measured.Value;
        PhysicalNetwork network = new(extraction.Model.Neuron, [new(2, [0.6, 0.9, -0.25, -0.4]), new(2, [0.9, 0.5, -0.4, 0.3])]) { Release = extraction.Release };
        double[] times = [0.1, 0.3];
        CircuitRun run = new CircuitSimulation(extraction, models, network.Layers).Simulate(times, TestContext.Current.CancellationToken);
        Assert.True(run.Converged, run.Fault);
        double[][] model = network.SpikeTimes(times);
        double[][] ideal = (network with { Neuron = extraction.Model.Neuron with { Membrane = new(ReversalPotentials.Ideal) } }).SpikeTimes(times);
        for (int layer = 0; layer < 2; layer++)
        {
            for (int i = 0; i < 2; i++)
            {
                Assert.InRange(model[layer][i], 0.05, 0.95);
                Assert.Equal(model[layer][i], run.SpikeTimes[layer][i], 0.006);
            }
        }

        Assert.InRange(ideal.SelectMany((layer, l) => layer.Select((time, i) => Math.Abs(time - run.SpikeTimes[l][i]))).Max(), 0.03, 1);
    }
}
