using System.Numerics;
using System.Runtime.Intrinsics;
using Mho.Numerics;
using static Mho.Numerics.TileShape;

namespace Mho.Autograd;

// Cuts one window row of the weights' gradient, [run, lanes], into register tiles.
internal static unsafe class ConvolutionWeights
{
    // dw[k, o] += Σ over the block's pixels x[pixel + k] dy[pixel + o]. Rows of dw beyond run, up to a multiple of 8, hold what follows the run.
    public static void Add(VectorUnit unit, int rows, int columns, float* x, nint xStep, nint xPitch, float* dy, nint yStep, nint yPitch, float* dw, int run, int lanes)
    {
        if (unit == VectorUnit.Avx512)
            Add<Avx512Lanes<float>, Vector512<float>>(rows, columns, x, xStep, xPitch, dy, yStep, yPitch, dw, run, lanes);
        else if (unit == VectorUnit.Avx2)
            Add<Avx2Lanes<float>, Vector256<float>>(rows, columns, x, xStep, xPitch, dy, yStep, yPitch, dw, run, lanes);
        else
            Add<PortableLanes<float>, Vector<float>>(rows, columns, x, xStep, xPitch, dy, yStep, yPitch, dw, run, lanes);
    }

    private static void Add<TLanes, TVector>(
        int rows, int columns, float* x, nint xStep, nint xPitch, float* dy, nint yStep, nint yPitch, float* dw, int run, int lanes)
        where TLanes : struct, ITileLanes<TVector, float>
        where TVector : struct
    {
        bool many = TLanes.TileRows >= 8;
        int o = 0;
        for (; o + (2 * TLanes.Count) <= lanes; o += 2 * TLanes.Count)
        {
            for (int k = 0; k < run; k += many ? 8 : 4)
            {
                float* slope = dw + ((nint)k * lanes) + o;
                if (many)
                    ConvolutionTile<TLanes, TVector>.Weights<Rows8, Whole2>(rows, columns, x + k, xStep, xPitch, dy + o, yStep, yPitch, slope, lanes);
                else
                    ConvolutionTile<TLanes, TVector>.Weights<Rows4, Whole2>(rows, columns, x + k, xStep, xPitch, dy + o, yStep, yPitch, slope, lanes);
            }
        }

        // A last single vector of channels: lanes is a multiple of 16, so only a vector of 16 leaves one, and 32 registers have room for 16 rows.
        for (int k = 0; o < lanes && k < run;)
        {
            float* slope = dw + ((nint)k * lanes) + o;
            if (run - k > 8)
            {
                ConvolutionTile<TLanes, TVector>.Weights<Rows16, Whole1>(rows, columns, x + k, xStep, xPitch, dy + o, yStep, yPitch, slope, lanes);
                k += 16;
            }
            else
            {
                ConvolutionTile<TLanes, TVector>.Weights<Rows8, Whole1>(rows, columns, x + k, xStep, xPitch, dy + o, yStep, yPitch, slope, lanes);
                k += 8;
            }
        }
    }
}
