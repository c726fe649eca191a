namespace Mho.Autograd;

// Cuts one window row of the weights' gradient, [run, lanes], into register tiles.
internal static unsafe class ConvolutionWeights
{
    // dw[k, o] += Σ over the block's pixels x[pixel + k] dy[pixel + o]. Rows of dw beyond run, up to a multiple of 8, hold what follows the run.
    public static void Run(VectorUnit unit, int rows, int columns, float* x, nint xStep, nint xPitch, float* dy, nint yStep, nint yPitch, float* dw, int run, int lanes)
    {
        if (unit == VectorUnit.Avx2)
        {
            for (int o = 0; o < lanes; o += 16)
            {
                for (int k = 0; k < run; k += 4)
                    ConvolutionAvx2.Rows4x16(rows, columns, x + k, xStep, xPitch, dy + o, yStep, yPitch, dw + ((nint)k * lanes) + o, lanes);
            }

            return;
        }

        int column = 0;
        for (; column + 32 <= lanes; column += 32)
        {
            for (int k = 0; k < run; k += 8)
                ConvolutionWeightsAvx512.Rows8x32(rows, columns, x + k, xStep, xPitch, dy + column, yStep, yPitch, dw + ((nint)k * lanes) + column, lanes);
        }

        if (column == lanes)
            return;
        for (int k = 0; k < run;)
        {
            float* slope = dw + ((nint)k * lanes) + column;
            if (run - k > 8)
            {
                ConvolutionWeightsAvx512.Rows16x16(rows, columns, x + k, xStep, xPitch, dy + column, yStep, yPitch, slope, lanes);
                k += 16;
            }
            else
            {
                ConvolutionWeightsAvx512.Rows8x16(rows, columns, x + k, xStep, xPitch, dy + column, yStep, yPitch, slope, lanes);
                k += 8;
            }
        }
    }
}
