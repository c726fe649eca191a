using Mho.Experiments.Plots;
using Mho.Experiments.Reports;
using Mho.Networks.Spiking;

namespace Mho.Experiments.Physical;

/// <summary>Drawings of when neurons fire: a raster of one image, histograms of many.</summary>
internal static class SpikeFigures
{
    private const int Bins = 50, MostDots = 1500;

    /// <summary>Rasters of one image at the first and the last |E|, then a histogram a layer with a curve for each |E|.</summary>
    public static IEnumerable<Figure> Of(IReadOnlyList<SpikePicture> pictures)
    {
        foreach (SpikePicture picture in pictures.Count > 1 ? [pictures[0], pictures[^1]] : pictures)
            yield return Raster(picture);
        for (int layer = 0; layer < pictures[0].Layers.Count; layer++)
            yield return Times(pictures, layer);
    }

    // Layers take turns: the spikes of layer l are in window l, and charge the next layer there.
    private static Figure Raster(SpikePicture picture)
    {
        List<Mark> marks = [];
        double begin = 0;
        int spikes = 0, neurons = 0;
        foreach (LayerSpikes layer in picture.Layers)
        {
            int[] fired = [.. Enumerable.Range(0, layer.Neurons).Where(i => layer.Times[i] < layer.Window)];
            (spikes, neurons) = (spikes + fired.Length, neurons + layer.Neurons);
            int stride = Math.Max(1, (fired.Length + MostDots - 1) / MostDots);
            fired = [.. fired.Where((_, i) => i % stride == 0)];
            double start = begin;
            marks.Add(new Scatter(layer.Layer, [.. fired.Select(i => start + layer.Times[i])], [.. fired.Select(i => (i + 0.5) / layer.Neurons)]) { Radius = 1.6 });
            marks.Add(new Rule("", begin + layer.Window, Vertical: true));
            begin += layer.Window;
        }

        return new Figure($"raster-e{picture.Reversal}", new Plot($"Spikes of one image, |E| = {picture.Reversal}", new Axis("time (windows)") { Min = 0, Max = begin }, new Axis("neuron, as a share of its layer") { Min = 0, Max = 1 }, marks) { Height = 340 },
            $"{spikes:N0} of {neurons:N0} neurons spike within their window; the others, at its end, have no effect and are left out. Layers take turns, one window each.");
    }

    private static Figure Times(IReadOnlyList<SpikePicture> pictures, int layer)
    {
        string name = pictures[0].Layers[layer].Layer;
        double window = pictures[0].Layers[layer].Window;
        List<Mark> marks = [];
        foreach (SpikePicture picture in pictures)
        {
            LayerSpikes spikes = picture.Layers[layer];
            Histogram counts = Histogram.Of($"|E| = {picture.Reversal}", spikes.Times.Where(time => time < window).Select(time => (double)time), 0, window, Bins);
            marks.Add(counts with { Label = $"|E| = {picture.Reversal}: {100 * spikes.Silent:F0} % silent, {100 * spikes.AtOnce:F0} % at once" });
            // Shares, so that curves compare whatever the number of neurons.
            marks[^1] = new Histogram(marks[^1].Label, counts.Edges, [.. counts.Counts.Select(count => 100 * count / spikes.Times.Length)]);
        }

        return new Figure($"times-{name}", new Plot($"{name}: when neurons fire", new Axis("time within the window") { Min = 0, Max = window }, new Axis("share of neurons (%)"), marks) { Height = 260 },
            $"{pictures[0].Images} test images, {pictures[0].Layers[layer].Neurons:N0} neurons. Silent: at the window's end or after it, without effect; spike noise moves half of the silent ones a little before it. At once: at its begin or before.");
    }
}
