namespace Mho.Autograd;

/// <summary>The only mutable leaf of a network: a named tensor that an optimiser changes.</summary>
public sealed class Parameter
{
    /// <summary>A zeroed parameter with memory of its own.</summary>
    public Parameter(string name, Shape shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Tensor = new Tensor(new Arena((shape.Count + 32L) * 2), shape, needsGradient: true);
    }

    /// <summary>A tensor under another name.</summary>
    internal Parameter(string name, Tensor tensor) => (Name, Tensor) = (name, tensor);

    /// <summary>Its name within the network, for example <c>"conv2.kernel"</c>: the name in checkpoints and the key of its initial values.</summary>
    public string Name { get; }

    /// <summary>Values and gradient.</summary>
    public Tensor Tensor { get; }

    /// <summary>The shape.</summary>
    public Shape Shape => Tensor.Shape;

    /// <summary>The values.</summary>
    public Span<float> Values => Tensor.Values;

    /// <summary>L2 decay λ: the penalty ½ λ Σ w², so that λ w joins the gradient in each update. 0 unless set.</summary>
    public double Decay
    {
        get;
        set
        {
            if (!(value >= 0) || !double.IsFinite(value))
                throw new ArgumentOutOfRangeException(nameof(value), $"decay {value} of {Name} must be finite and not negative; 0 switches it off.");
            field = value;
        }
    }
}
