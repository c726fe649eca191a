using System.Numerics;
using Mho.Autograd;

namespace Mho.Tests.Autograd;

// The convolution of one image as it is defined, in double: the oracle of the kernels.
internal static unsafe class ConvolutionDefinition
{
    // y[i, j, o] = max(floor, bias[o] + Σ_{r, s, c} x[i·Stride − Top + r, j·Stride − Left + s, c] w[r, s, c, o]); bias may be null.
    public static void Forward<T>(in WindowGeometry g, int outputs, T* x, T* w, T* bias, T floor, T* y)
        where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < g.OutputHeight; i++)
        {
            for (int j = 0; j < g.OutputWidth; j++)
            {
                T* pixel = y + ((((nint)i * g.OutputWidth) + j) * outputs);
                for (int o = 0; o < outputs; o++)
                    pixel[o] = bias == null ? T.Zero : bias[o];
                for (int r = 0; r < g.WindowHeight; r++)
                {
                    for (int s = 0; s < g.WindowWidth; s++)
                    {
                        if (!g.Sees(i, j, r, s, out nint seen))
                            continue;
                        T* row = w + (((nint)r * g.WindowWidth) + s) * g.Channels * outputs;
                        for (int c = 0; c < g.Channels; c++, row += outputs)
                        {
                            T value = x[(seen * g.Channels) + c];
                            for (int o = 0; o < outputs; o++)
                                pixel[o] += value * row[o];
                        }
                    }
                }

                for (int o = 0; o < outputs; o++)
                    pixel[o] = T.Max(floor, pixel[o]);
            }
        }
    }

    // Adds to dw and to dx (which may be null) the gradients of one image; dy is that of the sum, the floor's mask applied. Rows of dw are pitch apart.
    public static void Backward<T>(in WindowGeometry g, int outputs, T* x, T* w, T* dy, T* dw, int pitch, T* dx)
        where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < g.OutputHeight; i++)
        {
            for (int j = 0; j < g.OutputWidth; j++)
            {
                T* d = dy + ((((nint)i * g.OutputWidth) + j) * outputs);
                for (int r = 0; r < g.WindowHeight; r++)
                {
                    for (int s = 0; s < g.WindowWidth; s++)
                    {
                        if (!g.Sees(i, j, r, s, out nint seen))
                            continue;
                        nint first = (((nint)r * g.WindowWidth) + s) * g.Channels;
                        for (int c = 0; c < g.Channels; c++)
                        {
                            T value = x[(seen * g.Channels) + c], sum = T.Zero;
                            T* row = w + ((first + c) * outputs), slope = dw + ((first + c) * pitch);
                            for (int o = 0; o < outputs; o++)
                            {
                                slope[o] += value * d[o];
                                sum += row[o] * d[o];
                            }

                            if (dx != null)
                                dx[(seen * g.Channels) + c] += sum;
                        }
                    }
                }
            }
        }
    }
}
