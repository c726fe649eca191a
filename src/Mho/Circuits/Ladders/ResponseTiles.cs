using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mho.Circuits.Ladders;

/// <summary>r = −(what the sources send into the cells while all bit lines are at 0 V): the residual a solve from nothing begins with.</summary>
internal readonly unsafe struct ResponseTiles<TLanes, T>(LadderWork<TLanes, T> work, int block) : IWordTiles<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    private readonly double* _r = work.Residuals.Start, _tile = work.Turned.Start;
    private readonly nint _row = work.Shape.RowStride;
    private readonly int _rows = Math.Min(work.Shape.Width, work.Shape.Rows - (block * work.Shape.Width));

    private static int Register
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Width * TLanes.Parts;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill(nint at, nint across, double* tile)
    {
        for (int column = 0; column < TLanes.Width; column++)
            TLanes.All(T.Zero).Store(tile + (column * Register));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Drain(nint at, nint across, double* tile)
    {
        TLanes.Transpose(tile, Register, _tile, Register);
        for (int row = 0; row < _rows; row++)
            TLanes.Negate(TLanes.Load(_tile + (row * Register))).Store(_r + at + (row * _row));
    }
}
