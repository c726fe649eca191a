using System.Globalization;
using System.Text;
using Mho.Networks.Spiking.Sky130;

namespace Mho.Experiments.SpikingCircuits;

/// <summary>What a comparison of modelling found.</summary>
/// <param name="Extraction">The circuit's parameters.</param>
/// <param name="BottomUp">Trained with them.</param>
/// <param name="TopDown">Trained with ideal synapses.</param>
/// <param name="Unscaled">Root mean square of the top-down error without scales, estimated by the extracted model in place of ngspice, in windows.</param>
/// <param name="Labels">Of the test samples.</param>
internal sealed record ModellingOutcome(Extraction Extraction, DeployedNetwork BottomUp, DeployedNetwork TopDown, double Unscaled, IReadOnlyList<int> Labels)
{
    /// <summary>Every spike: network, sample, layer, neuron, model and ngspice in windows.</summary>
    public string Csv()
    {
        StringBuilder csv = new("network,sample,layer,neuron,model,ngspice\n");
        foreach (DeployedNetwork network in new[] { BottomUp, TopDown })
        {
            for (int sample = 0; sample < network.Model.Count; sample++)
            {
                for (int layer = 0; layer < network.Model[sample].Length && network.Circuit[sample].Fault.Length == 0; layer++)
                {
                    for (int i = 0; i < network.Model[sample][layer].Length; i++)
                        csv.Append(CultureInfo.InvariantCulture, $"{network.Name},{sample},{layer + 1},{i},{network.Model[sample][layer][i]:R},{network.Circuit[sample].Circuit[layer][i]:R}\n");
                }
            }
        }

        return csv.ToString();
    }
}
