using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks;

/// <summary>An LSTM: the inputs' product for all steps of a sequence at once, then step by step the product of the hidden state and the digital gates.</summary>
/// <remarks>The first step's product, of a zero state, is done like the others: so a chip that converts offsets and noise does it too, and its cost is counted.</remarks>
/// <param name="inputMatrix">Number of W, with the bias.</param>
/// <param name="recurrentMatrix">Number of R.</param>
/// <param name="input">Codes [steps x inputs].</param>
/// <param name="output">Hidden states, of the last step or of all, in the code that the recurrent matrix takes.</param>
/// <param name="units">Cells.</param>
/// <param name="sums">Buffer of the inputs' part of all gates' sums, [steps x 4 units] an image.</param>
/// <param name="work">Buffer of <see cref="WorkFloats"/> an image.</param>
internal sealed unsafe class RecurrentStep(int inputMatrix, int recurrentMatrix, Signal input, Signal output, int units, int sums, int work) : IDigitalStep
{
    private readonly Rectifier _codes = Rectifier.To(output.Code!.Value);

    /// <summary>Floats of work space an image: gates, a bias of zeros (the true one is in W's product), cell state, its tangent, hidden state.</summary>
    public static int WorkFloats(int units) => 11 * units;

    public void Run(Passage passage)
    {
        int images = passage.Images, steps = input.Shape[0], gates = 4 * units, count = images * units;
        float* z = passage[sums], target = passage[output.Slot];
        float* gate = passage[work], zero = gate + (images * gates), c = zero + (images * gates), t = c + count, h = t + count;
        new Span<float>(passage[work], images * WorkFloats(units)).Clear();
        Multiply(passage, inputMatrix, passage[input.Slot], input.Shape[1], images * steps, z, passage.Reads[inputMatrix][0]);
        LstmCell cell = new(images, units);
        for (int step = 0; step < steps; step++)
        {
            Multiply(passage, recurrentMatrix, h, units, images, gate, passage.Reads[recurrentMatrix][step]);
            for (int image = 0; image < images; image++)
                Add(z + ((((nint)image * steps) + step) * gates), gate + ((nint)image * gates), gates);
            cell.Forward(gate, zero, c, c, t, h);
            _codes.Apply(h, count);
            for (int image = 0; image < images && (output.Shape.Rank == 2 || step == steps - 1); image++)
            {
                nint place = output.Shape.Rank == 2 ? ((nint)image * steps) + step : image;
                new ReadOnlySpan<float>(h + ((nint)image * units), units).CopyTo(new Span<float>(target + (place * units), units));
            }
        }
    }

    private void Multiply(Passage passage, int matrix, float* codes, int rows, int vectors, float* results, Key reads) => passage.Substrate.Multiply(
        matrix, new ReadOnlySpan<float>(codes, vectors * rows), vectors, new Span<float>(results, vectors * 4 * units), reads, passage.Statistics);

    private static void Add(float* from, float* to, int count)
    {
        for (int i = 0; i < count; i++)
            to[i] += from[i];
    }
}
