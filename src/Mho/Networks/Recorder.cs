using Mho.Autograd;

namespace Mho.Networks;

/// <summary>What a layer needs while it is recorded on a tape: the tape, its parameters by their short names, the weight noise.</summary>
public sealed class Recorder(Tape tape, ParameterSet parameters, double weightNoise)
{
    private readonly List<Tensor> _penalties = [];
    private string _scope = "";

    /// <summary>Called with the name and input of every layer, as it is recorded.</summary>
    public Action<NamedLayer, Tensor>? Watch { get; init; }

    /// <summary>The tape.</summary>
    public Tape Tape { get; } = tape;

    /// <summary>The memory of the tape.</summary>
    public Arena Arena => Tape.Arena;

    /// <summary>Standard deviation of the noise of weights in a training step, relative to the largest |weight| of the layer.</summary>
    public double WeightNoise { get; } = weightNoise;

    /// <summary>Scalars that layers want added to the loss of a training step.</summary>
    public IReadOnlyList<Tensor> Penalties => _penalties;

    /// <summary>Whether the tape keeps gradients; without, it is replayed for validation and tests only.</summary>
    public bool Trains => Arena.KeepsGradients;

    /// <summary>The parameter of that short name of the layer being recorded.</summary>
    public Parameter Parameter(string name) => parameters[$"{_scope}{name}"];

    /// <summary>Kernel and bias of the layer being recorded, with noise where training asks for it: the same deviation for both, from the kernel's maximum.</summary>
    public (Tensor Kernel, Tensor? Bias) Weights(bool bias)
    {
        Tensor noisyKernel = Noisy("kernel");
        Tensor? offset = bias ? Parameter("bias").Tensor : null;
        return (noisyKernel, offset is null || WeightNoise == 0 ? offset : Tape.Record(new WeightNoise(Arena, offset, WeightNoise, scale: Parameter("kernel").Tensor)));
    }

    /// <summary>A matrix of the layer being recorded, with noise where training asks for it.</summary>
    public Tensor Noisy(string name)
    {
        Tensor matrix = Parameter(name).Tensor;
        return WeightNoise == 0 ? matrix : Tape.Record(new WeightNoise(Arena, matrix, WeightNoise));
    }

    /// <summary>Records a scalar that joins the loss; on a tape without gradients, nothing.</summary>
    public void Penalise(Operation penalty)
    {
        if (Trains)
            _penalties.Add(Tape.Record(penalty));
    }

    /// <summary>Records a chain of layers.</summary>
    public Tensor Chain(IReadOnlyList<NamedLayer> chain, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(chain);
        string outer = _scope;
        foreach (NamedLayer named in chain)
        {
            Watch?.Invoke(named, input);
            _scope = named.Name + ".";
            input = named.Layer.Record(this, input);
        }

        _scope = outer;
        return input;
    }

    /// <summary>Records the chain inside the layer being recorded.</summary>
    internal Tensor Within(IReadOnlyList<ILayer> layers, Tensor input, Shape image) => Chain(NamedLayer.Chain(_scope, image, layers), input);
}
