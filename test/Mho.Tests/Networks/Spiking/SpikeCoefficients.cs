using Mho.Autograd;
using Mho.Networks.Spiking;

namespace Mho.Tests.Networks.Spiking;

/// <summary>Sorted spikes and their product as one operation with one output [samples·intervals x 2·neurons], g beside f: what a test of operations can hold.</summary>
internal sealed class SpikeCoefficients : Operation
{
    private readonly SortedSpikes _spikes;
    private readonly SpikeProduct _product;

    public SpikeCoefficients(Arena arena, Tensor times, Tensor kernel, int intervals, GridOffset offset, ReversalPotentials reversal)
        : this(arena, new SortedSpikes(arena, times, intervals, offset), kernel, reversal)
    {
    }

    private SpikeCoefficients(Arena arena, SortedSpikes spikes, Tensor kernel, ReversalPotentials reversal)
        : base(new Tensor(arena, new Shape(spikes.Output.Shape[0] * spikes.Intervals, 2 * kernel.Shape[1]), NeedsGradient(spikes.Inputs[0], kernel)), spikes.Inputs[0], kernel) =>
        (_spikes, _product) = (spikes, new SpikeProduct(arena, spikes, kernel, reversal));

    public override void Forward(in Step step)
    {
        _spikes.Forward(step);
        _product.Forward(step);
        int neurons = _product.Output.Shape[1];
        for (int row = 0; row < Output.Shape[0]; row++)
        {
            _product.Output.Values.Slice(row * neurons, neurons).CopyTo(Output.Values[(2 * row * neurons)..]);
            _product.Rates.Values.Slice(row * neurons, neurons).CopyTo(Output.Values[(((2 * row) + 1) * neurons)..]);
        }
    }

    public override void Backward(in Step step)
    {
        int neurons = _product.Output.Shape[1];
        for (int row = 0; row < Output.Shape[0]; row++)
        {
            Output.Gradients.Slice(2 * row * neurons, neurons).CopyTo(_product.Output.Gradients[(row * neurons)..]);
            Output.Gradients.Slice(((2 * row) + 1) * neurons, neurons).CopyTo(_product.Rates.Gradients[(row * neurons)..]);
        }

        _product.SetAdds(1, Adds(1));
        _product.Backward(step);
        _spikes.SetAdds(0, Adds(0));
        if (Inputs[0].NeedsGradient)
            _spikes.Backward(step);
    }
}
