using Mho.Autograd;
using Mho.Networks;
using Xunit;

namespace Mho.Tests.Networks;

public sealed unsafe class PatchRowsTests
{
    [Theory]
    [InlineData(5, 7, 1, 3, 1, true)]
    [InlineData(6, 6, 3, 3, 2, true)]
    [InlineData(7, 5, 8, 2, 2, false)]
    [InlineData(9, 9, 12, 5, 1, false)]
    [InlineData(4, 4, 2, 1, 2, true)]
    [InlineData(8, 8, 8, 3, 1, true)]
    [InlineData(6, 5, 16, 3, 2, true)]
    [InlineData(3, 2, 7, 3, 1, true)]
    [InlineData(5, 4, 6, 5, 3, true)]
    public void A_patch_is_the_pixels_under_the_window_and_zero_outside(int height, int width, int channels, int size, int stride, bool same)
    {
        Window window = Window.Square(size, stride, same ? Padding.Same : Padding.Valid);
        float[] image = [.. Enumerable.Range(1, height * width * channels).Select(i => (float)i)];
        (int top, int rows) = window.Padding.Along(height, size, stride);
        (int left, int columns) = window.Padding.Along(width, size, stride);
        float[] patches = new float[rows * columns * size * size * channels], expected = new float[patches.Length];
        int at = 0;
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                for (int k = 0; k < size * size; k++)
                {
                    int line = (y * stride) - top + (k / size), column = (x * stride) - left + (k % size);
                    for (int c = 0; c < channels; c++, at++)
                        expected[at] = line < 0 || line >= height || column < 0 || column >= width ? 0 : image[(((line * width) + column) * channels) + c];
                }
            }
        }

        PatchRows gather = new(window, new Shape(height, width, channels));
        float[] work = new float[gather.LineFloats];
        fixed (float* pixels = image, target = patches, line = work)
        {
            gather.Gather(pixels, 0, 1, target, line);
            gather.Gather(pixels, 1, rows - 1, target + (columns * size * size * channels), line);
        }

        Assert.Equal(expected, patches);
    }
}
