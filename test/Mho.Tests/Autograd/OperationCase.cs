using Mho.Autograd;

namespace Mho.Tests.Autograd;

/// <summary>What the conformance suite knows of one operation: how to record it and what it computes, in plain double loops.</summary>
/// <param name="Name">Shown when it fails.</param>
/// <param name="Inputs">Shapes of the inputs; each is filled with normals.</param>
/// <param name="Record">Makes the operation on these inputs.</param>
/// <param name="Reference">Output in double from inputs in double and the step that the operation itself receives.</param>
public sealed record OperationCase(
    string Name, Shape[] Inputs, Func<Arena, Tensor[], Operation> Record, Func<double[][], Step, double[]> Reference)
{
    /// <summary>Where the gradient is by definition another function's (straight-through): that function; else the reference.</summary>
    public Func<double[][], Step, double[]> Surrogate { get; init; } = Reference;

    /// <summary>Changes the normals that fill input i, for example to make a positive range of input 1.</summary>
    public Action<int, Span<float>> Shape { get; init; } = (_, _) => { };

    /// <summary>Largest error of an output, relative to 1 + its size.</summary>
    public double Tolerance { get; init; } = 2e-6;

    /// <summary>Largest error of a directional derivative, relative to the norms of gradient and direction.</summary>
    public double GradientTolerance { get; init; } = 2e-5;

    /// <summary>Whether passes train: noise, dropout, batch statistics.</summary>
    public bool Training { get; init; } = true;

    /// <summary>Whether the operation's result depends on nothing but inputs and step, so that a second forward pass repeats the first.</summary>
    public bool Repeatable { get; init; } = true;

    public override string ToString() => Name;
}
