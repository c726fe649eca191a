using System.Numerics;

namespace Mho.Circuits.Ladders;

/// <summary>A register of real or complex numbers: one source of the crossbar kernels serves direct and alternating current and each instruction set.</summary>
/// <remarks>
/// In memory a register of complex numbers is its real parts followed by its imaginary parts, so a row of numbers is a row of such blocks and
/// loads need no shuffles. Products are not conjugated: the matrices of AC circuits are symmetric, not Hermitian.
/// </remarks>
/// <typeparam name="TSelf">The register.</typeparam>
/// <typeparam name="T">double or <see cref="Complex"/>.</typeparam>
internal unsafe interface IFieldLanes<TSelf, T>
    where TSelf : struct, IFieldLanes<TSelf, T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Numbers in a register.</summary>
    static abstract int Width { get; }

    /// <summary>Doubles in a number: 1 or 2.</summary>
    static abstract int Parts { get; }

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>a b + c.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>a b − c.</summary>
    static abstract TSelf MultiplyMinus(TSelf a, TSelf b, TSelf c);

    /// <summary>c − a b.</summary>
    static abstract TSelf MultiplySubtract(TSelf a, TSelf b, TSelf c);

    /// <summary>−a.</summary>
    static abstract TSelf Negate(TSelf a);

    /// <summary>The same number in each lane.</summary>
    static abstract TSelf All(T value);

    static abstract TSelf Load(double* source);

    void Store(double* target);

    /// <summary>The sum of all lanes, without conjugation.</summary>
    static abstract T Sum(TSelf x);

    /// <summary>In each lane the larger of <paramref name="greatest"/> and the magnitude of x (for complex numbers of its larger part).</summary>
    static abstract TSelf Larger(TSelf greatest, TSelf x);

    /// <summary>The largest lane of what <see cref="Larger"/> gathered.</summary>
    static abstract double Greatest(TSelf greatest);

    /// <summary>target[j, i] = source[i, j] for a square of <see cref="Width"/> numbers; rows lie <paramref name="stride"/> and <paramref name="targetStride"/> doubles apart.</summary>
    static abstract void Transpose(double* source, nint stride, double* target, nint targetStride);

    /// <summary>Number <paramref name="index"/> of a row of registers.</summary>
    static abstract T Read(double* row, int index);

    static abstract void Write(double* row, int index, T value);

    /// <summary>Lays numbers out as a row of registers; the last one is not filled up.</summary>
    static abstract void Spread(ReadOnlySpan<T> numbers, double* row);

    /// <summary>The way back of <see cref="Spread"/>.</summary>
    static abstract void Gather(double* row, Span<T> numbers);

    /// <summary>Magnitude.</summary>
    static abstract double Magnitude(T value);

    /// <summary>The least that is not zero and the greatest of all, by magnitude; complex ones within a factor of √2.</summary>
    static abstract (double Least, double Greatest) Extent(ReadOnlySpan<T> values);
}
