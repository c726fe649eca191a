using Mho.Autograd;
using Mho.Chips;

namespace Mho.Networks;

/// <summary>Lays a trained network out as digital steps and matrices, and its values in as few buffers as possible.</summary>
internal sealed class DeploymentPlan(TrainedNetwork trained)
{
    private readonly List<int> _free = [];

    public List<IDigitalStep> Steps { get; } = [];

    public List<WeightMatrix> Matrices { get; } = [];

    /// <summary>Floats of one image in each buffer.</summary>
    public List<int> Slots { get; } = [];

    /// <summary>Plans the whole network; returns where the logits are.</summary>
    public Signal Plan()
    {
        Network network = trained.Network;
        return Chain("", new Signal(Take(network.Input.Count), network.Input, null), network.Layers);
    }

    private Signal Chain(string scope, Signal signal, IReadOnlyList<ILayer> layers)
    {
        foreach (NamedLayer named in NamedLayer.Chain(scope, signal.Shape, layers))
            signal = Layer(named, signal);
        return signal;
    }

    private Signal Layer(NamedLayer named, Signal signal) => named.Layer switch
    {
        Conv2d layer => Matrix(named, signal, layer.Window),
        Projection layer => Matrix(named, signal, layer.AsConvolution.Window),
        Dense => Matrix(named, signal, null),
        Lstm layer => Recurrent(named, layer, signal),
        Flatten or Rows => signal with { Shape = named.Output },
        Dropout => signal,
        InputQuantiser layer => Rectify(signal, new InputCode(layer.Bits, layer.Signed, layer.Range)),
        QuantisedRelu layer => Rectify(signal, new InputCode(layer.Bits, false, Range(named))),
        Relu => signal.Code is { Signed: false } ? signal : Apply(signal, Rectifier.Relu, signal.Code),
        Tanh => Function(signal, MathF.Tanh),
        Sigmoid => Function(signal, static x => 1 / (1 + MathF.Exp(-x))),
        MaxPool layer => Pool(signal, named.Output, layer.Window, mean: false),
        AveragePool layer => Pool(signal, named.Output, layer.Window, mean: true),
        GlobalAveragePool => Pool(signal, named.Output, new Window(named.Input[0], named.Input[1]), mean: true),
        BatchNorm layer => Normalize(named, layer, signal),
        Residual layer => Block(named, layer, signal),
        _ => throw new LayerException($"{named.Name}: a {named.Layer.GetType().Name} layer has no deployment; leave it out or run the network on the tape."),
    };

    private double Range(NamedLayer named)
    {
        double range = trained.Parameters[$"{named.Name}.range"].Values[0];
        return range > 0 ? range : throw new LayerException($"{named.Name}: its learned range ended at {range:G4}, and must be above 0: the training diverged, so lower the learning rate (training.schedule); if its loss is sound, lower training.rangeDecay.");
    }

    private Signal Matrix(NamedLayer named, Signal signal, Window? window)
    {
        int matrix = Weights(named.Name, Code(named, signal), window is null ? 1 : named.Output[0] * named.Output[1]);
        Signal output = new(Take(named.Output.Count), named.Output, null);
        Steps.Add(new MatrixStep(matrix, signal, output, window));
        Release(signal);
        return output;
    }

    // One product a step with each of the two matrices.
    private Signal Recurrent(NamedLayer named, Lstm layer, Signal signal)
    {
        if (layer.Bits == 0)
            throw new LayerException($"{named.Name}: its hidden state is not made of integer codes, which a tile needs; give it \"bits\", or let the network be quantised after training.");
        InputCode state = new(layer.Bits, true, Range(named));
        int steps = named.Input[0], input = Weights(named.Name, Code(named, signal), steps);
        int recurrent = Weights($"{named.Name}.recurrent", state, steps, recurrent: true);
        int sums = Take(steps * 4 * layer.Units), work = Take(RecurrentStep.WorkFloats(layer.Units));
        Signal output = new(Take(named.Output.Count), named.Output, state);
        Steps.Add(new RecurrentStep(input, recurrent, signal, output, layer.Units, sums, work));
        Release(signal);
        _free.AddRange([sums, work]);
        return output;
    }

    private static InputCode Code(NamedLayer named, Signal signal) => signal.Code ?? throw new LayerException(
        $"{named.Name}: its input is not made of integer codes, which a tile needs; put an \"input-quantiser\" or "
        + "\"quantised-relu\" layer before it, or let the network be quantised after training.");

    // The number of the matrix of that name, with its bias if it has one.
    private int Weights(string name, InputCode code, int vectors, bool recurrent = false)
    {
        ParameterSet parameters = trained.Parameters;
        Parameter kernel = parameters[$"{name}.kernel"];
        int columns = kernel.Shape[1];
        float[] bias = parameters.Contains($"{name}.bias") ? parameters[$"{name}.bias"].Values.ToArray() : [];
        Matrices.Add(new WeightMatrix(name, kernel.Shape[0], columns, kernel.Values.ToArray(), bias, code, vectors) { Recurrent = recurrent });
        return Matrices.Count - 1;
    }

    private Signal Rectify(Signal signal, InputCode code) => signal.Code == code ? signal : Apply(signal, Rectifier.To(code), code);

    // Right after a matrix the rectifier runs on each block while it is in the cache.
    private Signal Apply(Signal signal, Rectifier rectifier, InputCode? code)
    {
        if (signal.Code is null && !signal.Shared && Steps.Count > 0 && Steps[^1] is MatrixStep { Rectifier: null } matrix && matrix.Output.Slot == signal.Slot)
        {
            matrix.Rectifier = rectifier;
            return signal with { Code = code };
        }

        float scale = signal.Code is { } old && rectifier.Rounds ? (float)old.Step : 1;
        return Element(signal, scale, code, rectifier);
    }

    private unsafe Signal Element(Signal signal, float scale, InputCode? code, Rectifier rectifier)
    {
        Signal output = Writable(signal) with { Code = code };
        Steps.Add(new ElementStep(signal, output, scale, rectifier.Apply));
        return output;
    }

    private unsafe Signal Function(Signal signal, Func<float, float> function)
    {
        void Apply(float* values, int count)
        {
            for (int i = 0; i < count; i++)
                values[i] = function(values[i]);
        }

        Signal output = Writable(signal) with { Code = null };
        Steps.Add(new ElementStep(signal, output, (float)(signal.Code?.Step ?? 1), Apply));
        return output;
    }

    private Signal Pool(Signal signal, Shape shape, Window window, bool mean)
    {
        Signal output = new(Take(shape.Count), shape, mean ? null : signal.Code);
        Steps.Add(new PoolStep(signal, output, window, mean, (float)(signal.Code?.Step ?? 1)));
        Release(signal);
        return output;
    }

    private Signal Normalize(NamedLayer named, BatchNorm layer, Signal signal)
    {
        ReadOnlySpan<float> Values(string name) => trained.Parameters[$"{named.Name}.{name}"].Values;
        ReadOnlySpan<float> gamma = Values("gamma"), beta = Values("beta"), mean = Values("mean"), variance = Values("variance");
        float[] factors = new float[gamma.Length], offsets = new float[gamma.Length];
        for (int channel = 0; channel < gamma.Length; channel++)
        {
            double factor = gamma[channel] / Math.Sqrt(variance[channel] + layer.Epsilon);
            factors[channel] = (float)(factor * (signal.Code?.Step ?? 1));
            offsets[channel] = (float)(beta[channel] - (mean[channel] * factor));
        }

        Signal output = Writable(signal) with { Code = null };
        Steps.Add(new ChannelStep(signal, output, factors, offsets));
        return output;
    }

    private Signal Block(NamedLayer named, Residual layer, Signal signal)
    {
        Signal shared = signal with { Shared = true };
        string scope = named.Name + ".";
        Signal body = Chain(scope, shared, layer.Body);
        Signal shortcut = Chain(scope, shared, layer.Path(named.Input, named.Output));
        Signal sum = Writable(body);
        if (sum.Slot != body.Slot)
            Copy(body, sum);
        Steps.Add(new SumStep(sum, shortcut, (float)(body.Code?.Step ?? 1), (float)(shortcut.Code?.Step ?? 1)));
        if (shortcut.Slot != signal.Slot)
            Release(shortcut);
        Release(signal);
        return sum with { Code = null };
    }

    private unsafe void Copy(Signal from, Signal to) => Steps.Add(new ElementStep(from, to, 1, Rectifier.Nothing));

    // The same buffer, or another if somebody still needs this one.
    private Signal Writable(Signal signal) => signal.Shared ? signal with { Slot = Take(signal.Shape.Count), Shared = false } : signal;

    private int Take(int floats)
    {
        if (_free.Count == 0)
        {
            Slots.Add(floats);
            return Slots.Count - 1;
        }

        int slot = _free[^1];
        _free.RemoveAt(_free.Count - 1);
        Slots[slot] = Math.Max(Slots[slot], floats);
        return slot;
    }

    private void Release(Signal signal)
    {
        if (!signal.Shared)
            _free.Add(signal.Slot);
    }
}
