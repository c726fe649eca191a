using System.Numerics;
using System.Runtime.Intrinsics;
using Mho.Numerics;
using static Mho.Numerics.TileShape;

namespace Mho.Autograd;

// A stride-free sum y[to[p] + o] = Σ_row Σ_c x[from[p] + row·RowPitch + c] w[(row·Run + c)·Lanes + o], cut into register tiles.
//
// With channels last, the pixels of one window row are one run of width × channels floats, so a window of any size and any (small) number of
// channels is a few long runs. Convolution is one such sum; its adjoint is stride² of them, one for each phase of the input's rows and columns.
internal sealed unsafe class ConvolutionTiles
{
    // Tiles are of 8 pixels: the tables repeat their last pixel up to a multiple of 8. A tile loads all it adds to before it stores, so the
    // repeated pixel is written again with the same value.
    private const int Pixels = 8;

    private readonly int _pixels;

    public ConvolutionTiles(Arena arena, int pixels, int rows, int run, int rowPitch, int outputs)
    {
        _pixels = pixels;
        int entries = (pixels + Pixels - 1) / Pixels * Pixels;
        From = (int*)arena.Take(entries);
        To = (int*)arena.Take(entries);
        Rows = rows;
        Run = run;
        RowPitch = rowPitch;
        Outputs = outputs;
        Lanes = (outputs + 15) / 16 * 16;
    }

    // Offsets in x and y of each pixel.
    public int* From { get; }

    public int* To { get; }

    public int Rows { get; }

    public int Run { get; }

    public int RowPitch { get; }

    public int Outputs { get; }

    // Columns of w: Outputs rounded up to whole vectors.
    public int Lanes { get; }

    public long WeightCount => (long)Rows * Run * Lanes;

    // Floats between neighbouring pixels of x, when every four of them from a multiple of 4 on lie evenly; else 0.
    public int Step { get; private set; }

    // Called when all pixels are placed.
    public void Finish()
    {
        Step = _pixels >= 16 ? From[1] - From[0] : 0;
        for (int p = 0; p < _pixels; p++)
        {
            if (From[p] - From[p / 4 * 4] != p % 4 * Step)
                Step = 0;
        }
    }

    public void Place(int pixel, int from, int to)
    {
        (From[pixel], To[pixel]) = (from, to);
        for (int p = pixel + 1; pixel == _pixels - 1 && p % Pixels != 0; p++)
            (From[p], To[p]) = (from, to);
    }

    // bias has Lanes entries, or is null to add to y; floor is the least value stored.
    public void Sum(VectorUnit unit, float* x, float* w, float* y, float* bias, float floor)
    {
        if (unit == VectorUnit.Avx512)
            Sum<Avx512Lanes<float>, Vector512<float>>(x, w, y, bias, floor);
        else if (unit == VectorUnit.Avx2)
            Sum<Avx2Lanes<float>, Vector256<float>>(x, w, y, bias, floor);
        else
            Sum<PortableLanes<float>, Vector<float>>(x, w, y, bias, floor);
    }

    private void Sum<TLanes, TVector>(float* x, float* w, float* y, float* bias, float floor)
        where TLanes : struct, ITileLanes<TVector, float>
        where TVector : struct
    {
        // 32 registers hold 16 sums beside what is added to them, 16 registers 8.
        bool many = TLanes.TileRows >= 8;
        for (int o = 0; o < Outputs; o += 2 * TLanes.Count)
        {
            float* start = bias == null ? null : bias + o;
            int p = 0, lanes = Outputs - o;
            if (lanes <= TLanes.Count)
            {
                for (; many && Step > 0 && p + 16 <= _pixels; p += 16)
                    ConvolutionTile<TLanes, TVector>.Pixels<Rows16, Whole1>(this, p, x, w + o, y + o, start, floor, lanes);
                for (; p < _pixels; p += 8)
                    ConvolutionTile<TLanes, TVector>.Pixels<Rows8, Whole1>(this, p, x, w + o, y + o, start, floor, lanes);
            }
            else if (many)
            {
                for (; p < _pixels; p += 8)
                    ConvolutionTile<TLanes, TVector>.Pixels<Rows8, Whole2>(this, p, x, w + o, y + o, start, floor, lanes);
            }
            else
            {
                for (; p < _pixels; p += 4)
                    ConvolutionTile<TLanes, TVector>.Pixels<Rows4, Whole2>(this, p, x, w + o, y + o, start, floor, lanes);
            }
        }
    }
}
