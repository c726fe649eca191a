namespace Mho.Numerics;

/// <summary>A vector of one instruction set: what the register tiles and packers of the matrix product need of it.</summary>
/// <remarks>Implementations are empty structs whose methods inline to one instruction, so that one kernel source serves every instruction set.</remarks>
/// <typeparam name="TVector">The hardware vector.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe interface ITileLanes<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>Elements in one vector.</summary>
    static abstract int Count { get; }

    /// <summary>Rows of the largest register tile: accumulators, one row of B and one broadcast must fit the registers.</summary>
    static abstract int TileRows { get; }

    /// <summary>Vectors in a row of the largest register tile (at most 3).</summary>
    static abstract int TileVectors { get; }

    /// <summary>Edge of the square that <see cref="Transpose"/> turns.</summary>
    static abstract int Block { get; }

    /// <summary>Selects lanes 0 … <paramref name="lanes"/> − 1.</summary>
    static abstract TVector Mask(int lanes);

    static abstract TVector Load(T* source);

    /// <summary>Loads the selected lanes; the others are zero and their memory is not touched.</summary>
    static abstract TVector Load(T* source, TVector mask);

    static abstract void Store(T* target, TVector value);

    /// <summary>Stores the selected lanes; the memory of the others is not touched.</summary>
    static abstract void Store(T* target, TVector value, TVector mask);

    static abstract TVector Broadcast(T* source);

    static abstract TVector Add(TVector x, TVector y);

    /// <summary>The larger; y when x is below or y is not a number.</summary>
    static abstract TVector Max(TVector x, TVector y);

    /// <summary>The smaller; y when x is above or y is not a number.</summary>
    static abstract TVector Min(TVector x, TVector y);

    /// <summary>In each lane: x &lt; 0 ? yes : no.</summary>
    static abstract TVector IfNegative(TVector x, TVector yes, TVector no);

    /// <summary>The sum of all lanes.</summary>
    static abstract T Sum(TVector x);

    /// <summary>x y + z, rounded once where the hardware can.</summary>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>target[j, i] = source[i, j] for a square of <see cref="Block"/>; rows lie <paramref name="stride"/> and <paramref name="targetStride"/> apart.</summary>
    static abstract void Transpose(T* source, nint stride, T* target, nint targetStride);
}
