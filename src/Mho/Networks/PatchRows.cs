using System.Runtime.CompilerServices;
using Mho.Autograd;

namespace Mho.Networks;

/// <summary>The code vectors that a convolution sends to a tile: for each place the pixels under the window, [row of window][column][channel], zero outside the image.</summary>
internal readonly unsafe struct PatchRows
{
    private readonly int _height, _width, _channels, _size, _sizeAcross, _stride, _top, _left, _places;

    public PatchRows(Window window, Shape image)
    {
        (_height, _width, _channels) = (image[0], image[1], image[2]);
        (_size, _sizeAcross, _stride) = (window.Height, window.Width, window.Stride);
        _top = window.Padding.Along(_height, _size, _stride).Before;
        (_left, _places) = window.Padding.Along(_width, _sizeAcross, _stride);
    }

    /// <summary>Gathers the patches of <paramref name="count"/> rows of places from <paramref name="first"/> on.</summary>
    /// <param name="image">[height x width x channels].</param>
    /// <param name="first">First row of places.</param>
    /// <param name="count">Rows of places.</param>
    /// <param name="patches">[count x places x (window rows x window columns x channels)].</param>
    public void Gather(float* image, int first, int count, float* patches)
    {
        int run = _sizeAcross * _channels, row = _size * run;
        for (int y = 0; y < count; y++)
        {
            for (int ky = 0; ky < _size; ky++)
            {
                int line = ((first + y) * _stride) + ky - _top;
                float* target = patches + ((long)y * _places * row) + (ky * run);
                if ((uint)line >= (uint)_height)
                    Clear(target, run, row);
                else
                    Line(image + ((long)line * _width * _channels), target, run, row);
            }
        }
    }

    private void Clear(float* target, int run, int row)
    {
        for (int x = 0; x < _places; x++, target += row)
            new Span<float>(target, run).Clear();
    }

    private void Line(float* pixels, float* target, int run, int row)
    {
        for (int x = 0; x < _places; x++, target += row)
        {
            int column = (x * _stride) - _left;
            if (column >= 0 && column + _sizeAcross <= _width)
            {
                Copy(pixels + ((long)column * _channels), target, run);
                continue;
            }

            for (int kx = 0; kx < _sizeAcross; kx++)
            {
                Span<float> cell = new(target + (kx * _channels), _channels);
                if ((uint)(column + kx) < (uint)_width)
                    new ReadOnlySpan<float>(pixels + ((long)(column + kx) * _channels), _channels).CopyTo(cell);
                else
                    cell.Clear();
            }
        }
    }

    // Runs are a few to a few hundred floats: a call to memmove for each would cost more than the copy.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* source, float* target, int count)
    {
        int i = 0;
        for (; i <= count - 8; i += 8)
            System.Runtime.Intrinsics.Vector256.Store(System.Runtime.Intrinsics.Vector256.Load(source + i), target + i);
        for (; i < count; i++)
            target[i] = source[i];
    }
}
