using System.Numerics;

namespace Mho.Circuits.Ladders;

/// <summary>Where a sweep along word lines gets voltages from and brings currents to, a square of a block's rows and a register of columns at a time.</summary>
/// <remarks>A square is small enough for the first cache, so that turning it costs no trip to the second.</remarks>
internal unsafe interface IWordTiles<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Puts the bit lines' voltages at a square into <paramref name="tile"/> [column][lane].</summary>
    /// <param name="at">Doubles from an array's start to the block's row 0 and the square's first column.</param>
    /// <param name="across">Doubles from a line of columns' start to the square's first column.</param>
    /// <param name="tile">To fill.</param>
    void Fill(nint at, nint across, double* tile);

    /// <summary>Takes the cell currents of a square, from bit to word line, in <paramref name="tile"/> [column][lane].</summary>
    void Drain(nint at, nint across, double* tile);
}
