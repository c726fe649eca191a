using System.Numerics;
using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Largest or mean value of each window; windows at the edge see only the pixels that exist.</summary>
/// <param name="input">Codes or real numbers.</param>
/// <param name="output">The pooled image.</param>
/// <param name="window">The window.</param>
/// <param name="mean">Whether the mean is wanted, in units of <paramref name="scale"/>, instead of the maximum.</param>
/// <param name="scale">Value of one unit of the input: codes become real numbers.</param>
internal sealed unsafe class PoolStep(Signal input, Signal output, Window window, bool mean, float scale) : IDigitalStep
{
    public void Run(Passage passage)
    {
        int height = input.Shape[0], width = input.Shape[1], channels = input.Shape[2];
        (int top, int rows) = window.Padding.Along(height, window.Height, window.Stride);
        (int left, int columns) = window.Padding.Along(width, window.Width, window.Stride);
        for (int image = 0; image < passage.Images; image++)
        {
            float* pixels = passage[input.Slot] + ((long)image * input.Shape.Count);
            float* target = passage[output.Slot] + ((long)image * output.Shape.Count);
            for (int y = 0; y < rows; y++)
            {
                int y0 = Math.Max(0, (y * window.Stride) - top), y1 = Math.Min(height, (y * window.Stride) - top + window.Height);
                for (int x = 0; x < columns; x++, target += channels)
                {
                    int x0 = Math.Max(0, (x * window.Stride) - left), x1 = Math.Min(width, (x * window.Stride) - left + window.Width);
                    Pool(pixels, width, channels, y0, y1, x0, x1, target);
                }
            }
        }
    }

    private void Pool(float* pixels, int width, int channels, int y0, int y1, int x0, int x1, float* target)
    {
        Buffer.MemoryCopy(pixels + (((y0 * width) + x0) * channels), target, channels * sizeof(float), channels * sizeof(float));
        for (int y = y0; y < y1; y++)
        {
            for (int x = y == y0 ? x0 + 1 : x0; x < x1; x++)
                Take(pixels + (((y * width) + x) * channels), target, channels);
        }

        if (!mean)
            return;
        float share = scale / ((y1 - y0) * (x1 - x0));
        for (int channel = 0; channel < channels; channel++)
            target[channel] *= share;
    }

    private void Take(float* pixel, float* target, int channels)
    {
        int channel = 0, lanes = Vector<float>.Count;
        for (; channel <= channels - lanes; channel += lanes)
        {
            Vector<float> seen = *(Vector<float>*)(target + channel), next = *(Vector<float>*)(pixel + channel);
            *(Vector<float>*)(target + channel) = mean ? seen + next : Vector.Max(seen, next);
        }

        for (; channel < channels; channel++)
            target[channel] = mean ? target[channel] + pixel[channel] : MathF.Max(target[channel], pixel[channel]);
    }
}
