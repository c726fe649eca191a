using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mho.Circuits.Ladders;

/// <summary>Cell currents, turned, for the voltages found.</summary>
internal readonly unsafe struct StateTiles<TLanes, T>(LadderWork<TLanes, T> work) : IWordTiles<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    private readonly double* _v = work.Voltages!.Start, _currents = work.Currents.Start;
    private readonly nint _row = work.Shape.RowStride;

    private static int Register
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Width * TLanes.Parts;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill(nint at, nint across, double* tile) => TLanes.Transpose(_v + at, _row, tile, Register);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Drain(nint at, nint across, double* tile) =>
        new ReadOnlySpan<double>(tile, TLanes.Width * Register).CopyTo(new Span<double>(_currents + (across * TLanes.Width), TLanes.Width * Register));
}
