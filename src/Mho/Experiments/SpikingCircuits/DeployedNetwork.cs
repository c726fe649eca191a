using Mho.Networks;
using Mho.Networks.Spiking;

namespace Mho.Experiments.SpikingCircuits;

/// <summary>A trained network, the weights that the circuit got for it, and what came out.</summary>
/// <param name="Name"><c>bottom-up</c> or <c>top-down</c>.</param>
/// <param name="Network">As the model has it.</param>
/// <param name="Deployed">As the circuit has it: with its scales.</param>
/// <param name="Scale">Of positive and negative weights.</param>
/// <param name="Software">How well the model classifies the test samples.</param>
/// <param name="Model">[samples][layers][neurons] in windows.</param>
/// <param name="Circuit">The samples in ngspice.</param>
/// <param name="OtherRelease">[samples][layers][neurons] of the model without the release charge where it has it, and with it where it has not.</param>
internal sealed record DeployedNetwork(
    string Name, PhysicalNetwork Network, PhysicalNetwork Deployed, (double Positive, double Negative) Scale, Evaluation Software, IReadOnlyList<double[][]> Model, IReadOnlyList<SampleSpikes> Circuit, IReadOnlyList<double[][]> OtherRelease)
{
    /// <summary>Model − ngspice, in windows, of the last layer (or of all earlier ones) over the samples that ngspice finished.</summary>
    public IEnumerable<double> Errors(bool output = true, bool firing = false)
    {
        for (int sample = 0; sample < Model.Count; sample++)
        {
            if (Circuit[sample].Fault.Length > 0)
                continue;
            int last = Model[sample].Length - 1;
            for (int layer = output ? last : 0; output ? layer == last : layer < last; layer++)
            {
                for (int i = 0; i < Model[sample][layer].Length; i++)
                {
                    if (!firing || Model[sample][layer][i] < 1 || Circuit[sample].Circuit[layer][i] < 1)
                        yield return Model[sample][layer][i] - Circuit[sample].Circuit[layer][i];
                }
            }
        }
    }

    /// <summary>Their root mean square.</summary>
    public double Rms(bool output = true, bool firing = false) => Math.Sqrt(Errors(output, firing).Select(error => error * error).DefaultIfEmpty(double.NaN).Average());

    /// <summary>That of the output layer by the model of <see cref="OtherRelease"/>.</summary>
    public double OtherRms => (this with { Model = OtherRelease }).Rms();

    /// <summary>Whether <see cref="Model"/> knows the release charge.</summary>
    public bool KnowsRelease => Network.Release != ReleaseCharge.None;

    /// <summary>Samples that ngspice finished.</summary>
    public int Finished => Circuit.Count(sample => sample.Fault.Length == 0);

    /// <summary>Of these, how many the circuit classifies rightly, the earliest spike being the answer.</summary>
    public int Right(IReadOnlyList<int> labels) =>
        Enumerable.Range(0, Circuit.Count).Count(sample => Circuit[sample].Fault.Length == 0 && Earliest(Circuit[sample].Circuit[^1]) == labels[sample]);

    /// <summary>The neuron that fires first.</summary>
    public static int Earliest(IReadOnlyList<double> times) => Enumerable.Range(0, times.Count).MinBy(i => times[i]);
}
