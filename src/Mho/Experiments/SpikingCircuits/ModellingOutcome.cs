using System.Globalization;
using System.Text;
using Mho.Networks.Spiking.Sky130;

namespace Mho.Experiments.SpikingCircuits;

/// <summary>What a comparison of modelling found.</summary>
/// <param name="Extraction">The circuit's parameters.</param>
/// <param name="Runs">One for each pair of trainings.</param>
/// <param name="Labels">Of the test samples.</param>
internal sealed record ModellingOutcome(Extraction Extraction, IReadOnlyList<ModellingRun> Runs, IReadOnlyList<int> Labels)
{
    /// <summary>All deployed networks: run, bottom-up first.</summary>
    public IEnumerable<(int Run, DeployedNetwork Network)> Networks => Runs.SelectMany((run, r) => new[] { (r, run.BottomUp), (r, run.TopDown) });

    /// <summary>Every spike: run, network, sample, layer, neuron, model and ngspice in windows.</summary>
    public string Csv()
    {
        StringBuilder csv = new("run,network,sample,layer,neuron,model,ngspice\n");
        foreach ((int run, DeployedNetwork network) in Networks)
        {
            for (int sample = 0; sample < network.Model.Count; sample++)
            {
                for (int layer = 0; layer < network.Model[sample].Length && network.Circuit[sample].Fault.Length == 0; layer++)
                {
                    for (int i = 0; i < network.Model[sample][layer].Length; i++)
                        csv.Append(CultureInfo.InvariantCulture, $"{run},{network.Name},{sample},{layer + 1},{i},{network.Model[sample][layer][i]:R},{network.Circuit[sample].Circuit[layer][i]:R}\n");
                }
            }
        }

        return csv.ToString();
    }
}
