using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks;

/// <summary>A convolution or dense layer: code vectors to the substrate, then the activation that follows, block by block while it is in the cache.</summary>
/// <param name="matrix">Number of the matrix.</param>
/// <param name="input">Codes.</param>
/// <param name="output">Where results go.</param>
/// <param name="window">The window of a convolution; null for a dense layer, whose images are its vectors.</param>
internal sealed unsafe class MatrixStep(int matrix, Signal input, Signal output, Window? window) : IDigitalStep
{
    // Patches of one block stay in the second-level cache beside the outputs.
    private const int BlockFloats = 64 * 1024;

    private readonly int _rows = window is { } w ? w.Height * w.Width * input.Shape[2] : input.Shape.Count;

    /// <summary>The activation in the same pass over memory.</summary>
    public Rectifier? Rectifier { get; set; }

    /// <summary>Where results go.</summary>
    public Signal Output => output;

    /// <summary>Floats of the patches of one block, and of a line of the image.</summary>
    public int PatchFloats => window is { } sliding ? (RowsOfPlaces * output.Shape[1] * _rows) + new PatchRows(sliding, input.Shape).LineFloats : 0;

    // Whole image rows of places in one block.
    private int RowsOfPlaces => Math.Clamp(BlockFloats / (output.Shape[1] * _rows), 1, output.Shape[0]);

    private int Channels => output.Shape[output.Shape.Rank - 1];

    public void Run(Passage passage)
    {
        Key reads = passage.Reads[matrix];
        if (window is not { } sliding)
        {
            Block(passage, passage[input.Slot], passage.Images, passage[output.Slot], reads[0]);
            return;
        }

        int height = output.Shape[0], width = output.Shape[1], channels = Channels, block = 0;
        PatchRows patches = new(sliding, input.Shape);
        for (int image = 0; image < passage.Images; image++)
        {
            float* pixels = passage[input.Slot] + ((long)image * input.Shape.Count);
            float* results = passage[output.Slot] + ((long)image * output.Shape.Count);
            for (int row = 0; row < height; row += RowsOfPlaces)
            {
                int count = Math.Min(RowsOfPlaces, height - row);
                patches.Gather(pixels, row, count, passage.Patches, passage.Patches + (RowsOfPlaces * width * _rows));
                Block(passage, passage.Patches, count * width, results + ((long)row * width * channels), reads[block++]);
            }
        }
    }

    private void Block(Passage passage, float* codes, int vectors, float* results, Key reads)
    {
        int count = vectors * Channels;
        passage.Substrate.Multiply(matrix, new ReadOnlySpan<float>(codes, vectors * _rows), vectors, new Span<float>(results, count), reads, passage.Statistics);
        Rectifier?.Apply(results, count);
    }
}
