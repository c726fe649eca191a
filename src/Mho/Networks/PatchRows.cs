using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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

    // Places whose window lies within the line are one loop without a question; the few at the edges are filled value by value.
    private void Line(float* pixels, float* target, int run, int row)
    {
        int first = Math.Min(_places, (_left + _stride - 1) / _stride), last = Math.Max(first, Math.Min(_places, ((_width - _sizeAcross + _left) / _stride) + 1));
        if (_width < _sizeAcross)
            last = first;
        for (int x = 0; x < first; x++)
            Edge(pixels, (x * _stride) - _left, target + ((long)x * row));
        Inner(pixels + (((first * _stride) - _left) * _channels), target + ((long)first * row), last - first, run, row, _stride * _channels);
        for (int x = last; x < _places; x++)
            Edge(pixels, (x * _stride) - _left, target + ((long)x * row));
    }

    private void Edge(float* pixels, int column, float* target)
    {
        for (int kx = 0; kx < _sizeAcross; kx++, target += _channels)
        {
            bool inside = (uint)(column + kx) < (uint)_width;
            float* pixel = pixels + ((long)(column + kx) * _channels);
            for (int channel = 0; channel < _channels; channel++)
                target[channel] = inside ? pixel[channel] : 0;
        }
    }

    // Runs are a few to a few hundred floats: a call to memmove for each would cost more than the copy. A run that is no whole number of registers
    // ends with a register that overlaps the one before.
    private static void Inner(float* source, float* target, int places, int run, int row, int step)
    {
        if (run == 3 * 8)
        {
            for (int x = 0; x < places; x++, source += step, target += row)
            {
                Vector256<float> a = Vector256.Load(source), b = Vector256.Load(source + 8), c = Vector256.Load(source + 16);
                a.Store(target);
                b.Store(target + 8);
                c.Store(target + 16);
            }

            return;
        }

        for (int x = 0; x < places; x++, source += step, target += row)
        {
            int i = 0;
            for (; i <= run - 16; i += 16)
            {
                Vector256.Load(source + i).Store(target + i);
                Vector256.Load(source + i + 8).Store(target + i + 8);
            }

            if (i < run && run >= 16)
                Last(source + run - 16, target + run - 16);
            for (; i < run && run < 16; i++)
                target[i] = source[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Last(float* source, float* target)
    {
        Vector256.Load(source).Store(target);
        Vector256.Load(source + 8).Store(target + 8);
    }
}
