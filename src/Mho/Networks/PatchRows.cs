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

    /// <summary>Floats of a line of the image with the zeros at its ends.</summary>
    public int LineFloats => PaddedWidth * _channels;

    private int PaddedWidth => Math.Max(_left + _width, ((_places - 1) * _stride) + _sizeAcross);

    /// <summary>Gathers the patches of <paramref name="count"/> rows of places from <paramref name="first"/> on.</summary>
    /// <param name="image">[height x width x channels].</param>
    /// <param name="first">First row of places.</param>
    /// <param name="count">Rows of places.</param>
    /// <param name="patches">[count x places x (window rows x window columns x channels)].</param>
    /// <param name="line">Work space of <see cref="LineFloats"/>.</param>
    public void Gather(float* image, int first, int count, float* patches, float* line)
    {
        int run = _sizeAcross * _channels, row = _size * run, pixels = _width * _channels;
        bool padded = PaddedWidth != _width;
        if (padded)
            new Span<float>(line, LineFloats).Clear();
        int from = (first * _stride) - _top, to = ((first + count - 1) * _stride) - _top + _size;
        for (int y = from; y < to; y++)
        {
            bool inside = (uint)y < (uint)_height;
            float* source = image + ((long)y * pixels);
            if (inside && padded)
            {
                new ReadOnlySpan<float>(source, pixels).CopyTo(new Span<float>(line + (_left * _channels), pixels));
                source = line;
            }

            // The line is row ky of the window of all places whose first line is y − ky.
            for (int ky = 0; ky < _size; ky++)
            {
                (int place, int rest) = Math.DivRem(y + _top - ky, _stride);
                if (rest != 0 || place < first || place >= first + count)
                    continue;
                float* target = patches + ((long)(place - first) * _places * row) + (ky * run);
                if (inside)
                    Spread(source, target, run, row);
                else
                    Clear(target, run, row);
            }
        }
    }

    private void Clear(float* target, int run, int row)
    {
        for (int x = 0; x < _places; x++, target += row)
            new Span<float>(target, run).Clear();
    }

    // Runs are a few to a few hundred floats: a call to memmove for each would cost more than the copy. A run that is no whole number of registers
    // ends with a register that overlaps the one before.
    private void Spread(float* source, float* target, int run, int row)
    {
        int step = _stride * _channels;
        if (run < 8)
        {
            for (int x = 0; x < _places; x++, source += step, target += row)
            {
                for (int i = 0; i < run; i++)
                    target[i] = source[i];
            }

            return;
        }

        for (int x = 0; x < _places; x++, source += step, target += row)
        {
            int i = 0;
            for (; i <= run - 16; i += 16)
            {
                Vector256<float> a = Vector256.Load(source + i), b = Vector256.Load(source + i + 8);
                a.Store(target + i);
                b.Store(target + i + 8);
            }

            if (i <= run - 8)
                Vector256.Load(source + i).Store(target + i);
            if (run % 8 != 0)
                Vector256.Load(source + run - 8).Store(target + run - 8);
        }
    }
}
