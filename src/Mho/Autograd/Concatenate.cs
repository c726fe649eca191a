namespace Mho.Autograd;

/// <summary>Tensors side by side along the last axis (channels, columns); all other axes are equal.</summary>
public sealed unsafe class Concatenate : Operation
{
    private readonly int _rows, _width;

    /// <summary>The inputs in this order.</summary>
    public Concatenate(Arena arena, params ReadOnlySpan<Tensor> inputs)
        : base(new Tensor(arena, Joined(inputs), NeedsGradient(inputs)), inputs)
    {
        _width = Output.Shape[Output.Shape.Rank - 1];
        _rows = Output.Shape.Count / _width;
    }

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        int offset = 0;
        for (int input = 0; input < Inputs.Count; input++)
        {
            int width = Width(input);
            for (int row = 0; row < _rows; row++)
                new ReadOnlySpan<float>(Inputs[input].Data + ((long)row * width), width).CopyTo(new(Output.Data + ((long)row * _width) + offset, width));
            offset += width;
        }
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        int offset = 0;
        for (int input = 0; input < Inputs.Count; input++)
        {
            int width = Width(input);
            if (Inputs[input].NeedsGradient)
            {
                for (int row = 0; row < _rows; row++)
                    Part(Output.Gradient + ((long)row * _width) + offset, Inputs[input].Gradient + ((long)row * width), width, Adds(input));
            }

            offset += width;
        }
    }

    private static void Part(float* from, float* to, int width, bool adds)
    {
        for (int j = 0; j < width; j++)
            to[j] = adds ? to[j] + from[j] : from[j];
    }

    private int Width(int input) => Inputs[input].Shape[Output.Shape.Rank - 1];

    private static Shape Joined(ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.Length == 0)
            throw new ArgumentException("nothing to concatenate: give at least one tensor.", nameof(inputs));
        Shape first = inputs[0].Shape;
        Span<int> lengths = stackalloc int[first.Rank];
        for (int axis = 0; axis < first.Rank; axis++)
            lengths[axis] = first[axis];
        lengths[^1] = 0;
        foreach (Tensor input in inputs)
        {
            bool fits = input.Shape.Rank == first.Rank;
            for (int axis = 0; fits && axis < first.Rank - 1; axis++)
                fits = input.Shape[axis] == first[axis];
            if (!fits)
                throw new ArgumentException($"{first} and {input.Shape} cannot stand side by side: all axes but the last must be equal.", nameof(inputs));
            lengths[^1] += input.Shape[first.Rank - 1];
        }

        return new Shape(lengths);
    }
}
