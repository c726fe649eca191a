using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mho.Circuits.Ladders;

/// <summary>w = S p: cell currents for the directions p, and the ladder of the bit lines as differences of neighbours.</summary>
internal unsafe struct StencilTiles<TLanes, T, TSegments> : IWordTiles<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
    where TSegments : struct, ISegments
{
    private readonly double* _p, _w, _near, _far, _wires, _tile;
    private readonly nint _row;
    private readonly int _rows, _inner;
    private readonly bool _first;
    private readonly TLanes _wire, _shunt;

    /// <param name="f">The crossbar.</param>
    /// <param name="work">Directions in, images out.</param>
    /// <param name="block">Rows.</param>
    /// <param name="near">S at the bit lines' near ends [columns].</param>
    /// <param name="far">S at their far ends [columns].</param>
    public StencilTiles(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, int block, double* near, double* far)
    {
        LadderShape s = f.Shape;
        int first = block * s.Width;
        _p = work.Directions.Start;
        _w = work.Images.Start;
        _near = near;
        _far = far;
        _wires = TSegments.Equal ? null : f.BitConductances!.Start;
        _tile = work.Turned.Start;
        (_row, _rows, _first) = (s.RowStride, Math.Min(s.Width, s.Rows - first), first == 0);
        _inner = first + _rows == s.Rows ? _rows - 1 : _rows;
        (_wire, _shunt) = (TLanes.All(f.BitConductance), TLanes.All(f.Bit.Shunt));
        Product = TLanes.All(T.Zero);
    }

    private static int Register
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Width * TLanes.Parts;
    }

    /// <summary>p·w, lane by lane.</summary>
    public TLanes Product { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Fill(nint at, nint across, double* tile) => TLanes.Transpose(_p + at, _row, tile, Register);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Drain(nint at, nint across, double* tile)
    {
        double* p = _p + at, w = _w + at, wires = _wires + at, current = _tile;
        TLanes.Transpose(tile, Register, current, Register);
        nint stride = _row;
        int inner = _inner;
        TLanes here = TLanes.Load(p), sum = Product, wire = _wire, shunt = _shunt, above;

        // Current that comes down the line into each row.
        if (_first)
        {
            above = TLanes.Negate(TLanes.Load(_near + across) * here);
        }
        else
        {
            if (!TSegments.Equal)
                wire = TLanes.Load(wires - _row);
            above = wire * (TLanes.Load(p - _row) - here);
        }

        for (int row = 0; row < inner; row++)
        {
            TLanes next = TLanes.Load(p + stride);
            if (!TSegments.Equal)
                wire = TLanes.Load(wires + (row * stride));
            TLanes below = wire * (here - next), image = TLanes.MultiplyAdd(shunt, here, TLanes.Load(current)) + (below - above);
            image.Store(w);
            sum = TLanes.MultiplyAdd(here, image, sum);
            (here, above) = (next, below);
            p += stride;
            w += stride;
            current += Register;
        }

        if (inner < _rows)
        {
            TLanes below = TLanes.Load(_far + across) * here;
            TLanes image = TLanes.MultiplyAdd(shunt, here, TLanes.Load(current)) + (below - above);
            image.Store(w);
            sum = TLanes.MultiplyAdd(here, image, sum);
        }

        Product = sum;
    }
}
