using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Puts quantisers into a network that was trained without them, so that every matrix gets integer codes.</summary>
public static class PostTrainingQuantisation
{
    // Outliers above this share are clipped: a few large activations must not coarsen all others.
    private const double Share = 0.999;

    /// <summary>
    /// The network with an <see cref="InputQuantiser"/> before every convolution, dense and LSTM layer whose input is no code, and codes of range 1 for the hidden
    /// states of an <see cref="Lstm"/> that has none; others stay.
    /// </summary>
    /// <param name="trained">The network.</param>
    /// <param name="images">Training images; the range of each quantiser is the 99.9th percentile of |x| over these.</param>
    /// <param name="bits">Bits of a code; inputs that may be negative get a sign in one of them.</param>
    public static TrainedNetwork Quantise(this TrainedNetwork trained, LabelledImages images, int bits)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(images);
        Limit.Within(bits, 1, 8, "a converter of the chip has 1 to 8 bits");
        HashSet<string> needy = new(StringComparer.Ordinal);
        Find(trained.Network.Chain, coded: false, needy);
        if (needy.Count == 0)
            return trained;
        Dictionary<string, InputQuantiser> found = Measure(trained, images, bits, needy);
        Network network = new(trained.Network.Input, Insert(trained.Network.Chain, bits, found));
        ParameterSet parameters = network.Initialize(default);
        foreach (Parameter parameter in trained.Parameters.All)
            parameter.Values.CopyTo(parameters[parameter.Name].Values);
        return new TrainedNetwork(network, parameters);
    }

    private static bool Find(IReadOnlyList<NamedLayer> chain, bool coded, HashSet<string> needy)
    {
        foreach (NamedLayer named in chain)
        {
            if (named.Layer is Conv2d or Dense or Projection or Lstm && !coded)
                needy.Add(named.Name);
            if (named.Layer is Lstm { Bits: 0 })
                needy.Add(State(named.Name));
            if (named.Layer is Residual residual)
            {
                Find(NamedLayer.Chain(named.Name + ".", named.Input, residual.Body), coded, needy);
                if (!coded && residual.Shortcut == Shortcut.Projection)
                    throw new LayerException($"{named.Name}: the projection of its shortcut gets real numbers; put an \"input-quantiser\" before the block.");
            }

            coded = named.Layer switch
            {
                InputQuantiser or QuantisedRelu or Lstm => true,
                MaxPool or Flatten or Rows or Dropout or Relu => coded,
                _ => false,
            };
        }

        return coded;
    }

    private static Dictionary<string, InputQuantiser> Measure(TrainedNetwork trained, LabelledImages images, int bits, HashSet<string> needy)
    {
        Dictionary<string, Tensor> inputs = new(StringComparer.Ordinal);
        using Tape tape = new();
        Tensor input = tape.Input(trained.Network.Batched(images.Count));
        new Recorder(tape, trained.Parameters, weightNoise: 0) { Watch = (named, tensor) => inputs[named.Name] = tensor }.Chain(trained.Network.Chain, input);
        for (int i = 0; i < images.Count; i++)
            images.CopyTo(i, input.Values.Slice(i * images.ImageLength, images.ImageLength));
        tape.Forward(new Step(default, Training: false));
        Dictionary<string, InputQuantiser> found = new(StringComparer.Ordinal);
        foreach (string name in needy.Where(inputs.ContainsKey))
        {
            float[] sizes = inputs[name].Values.ToArray();
            bool signed = Array.Exists(sizes, value => value < 0);
            for (int i = 0; i < sizes.Length; i++)
                sizes[i] = Math.Abs(sizes[i]);
            Array.Sort(sizes);
            float range = sizes[(int)(Share * (sizes.Length - 1))];
            found[name] = new InputQuantiser(bits, range > 0 ? range : sizes[^1] > 0 ? sizes[^1] : 1, signed);
        }

        return found;
    }

    private static List<ILayer> Insert(IReadOnlyList<NamedLayer> chain, int bits, Dictionary<string, InputQuantiser> found)
    {
        List<ILayer> layers = [];
        foreach (NamedLayer named in chain)
        {
            if (found.TryGetValue(named.Name, out InputQuantiser? quantiser))
                layers.Add(quantiser);
            layers.Add(named.Layer switch
            {
                Residual residual => residual with { Body = Insert(NamedLayer.Chain(named.Name + ".", named.Input, residual.Body), bits, found) },
                Lstm { Bits: 0 } lstm => lstm with { Bits = Math.Max(2, bits), InitialRange = 1 },
                _ => named.Layer,
            });
        }

        return layers;
    }

    // In the list of needs: the hidden state, which its layer quantises by itself.
    private static string State(string layer) => layer + ".state";
}
