namespace Mho.Autograd;

/// <summary>Values and, where wanted, the gradient of the loss with respect to them: contiguous floats, last axis fastest.</summary>
public sealed unsafe class Tensor
{
    private readonly Arena _arena; // keeps the memory alive as long as the tensor

    /// <summary>A zeroed tensor in <paramref name="arena"/>; it keeps a gradient if it needs one and the arena keeps gradients.</summary>
    public Tensor(Arena arena, Shape shape, bool needsGradient)
    {
        ArgumentNullException.ThrowIfNull(arena);
        _arena = arena;
        Shape = shape;
        Data = arena.Take(shape.Count);
        Gradient = needsGradient && arena.KeepsGradients ? arena.Take(shape.Count) : null;
    }

    private Tensor(Arena arena, Shape shape)
        : this(arena, shape, needsGradient: false)
    {
        Gradient = Data;
        GradientOverwrites = true;
    }

    // A view of the same memory under another shape.
    private Tensor(Tensor original, Shape shape)
    {
        _arena = original._arena;
        Shape = shape;
        Data = original.Data;
        Gradient = original.Gradient;
        Original = original.Original ?? original;
        GradientOverwrites = original.GradientOverwrites;
    }

    /// <summary>A tensor whose gradient takes the place of its values, for half the memory. One operation may read it, one that says <see cref="Operation.OverwritesInputs"/>.</summary>
    public static Tensor Overwritten(Arena arena, Shape shape, bool needsGradient)
    {
        ArgumentNullException.ThrowIfNull(arena);
        return needsGradient && arena.KeepsGradients ? new(arena, shape) : new(arena, shape, needsGradient: false);
    }

    /// <summary>The shape.</summary>
    public Shape Shape { get; }

    /// <summary>Whether a gradient is kept.</summary>
    public bool NeedsGradient => Gradient != null;

    /// <summary>Whether the gradient is stored where the values were, which are lost by the backward pass.</summary>
    public bool GradientOverwrites { get; }

    /// <summary>The values.</summary>
    public Span<float> Values => new(Data, Shape.Count);

    /// <summary>The gradient; empty when none is kept.</summary>
    public Span<float> Gradients => Gradient == null ? [] : new(Gradient, Shape.Count);

    internal float* Data { get; }

    internal float* Gradient { get; }

    /// <summary>The tensor this one is a view of, or null.</summary>
    internal Tensor? Original { get; }

    /// <summary>The same memory under another shape of as many elements.</summary>
    public Tensor As(Shape shape)
    {
        if (shape.Count != Shape.Count)
            throw new ArgumentException($"{Shape} has {Shape.Count} elements and cannot be seen as {shape} with {shape.Count}.", nameof(shape));
        return new Tensor(this, shape);
    }
}
