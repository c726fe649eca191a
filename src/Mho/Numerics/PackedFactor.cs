using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mho.Numerics;

/// <summary>The right factor B [k × n] of many products, laid out once in the order in which register tiles read it.</summary>
/// <remarks>
/// The same bytes as <see cref="MatrixProduct"/> gives for more than one row and column, for any number of rows at once; on the calling thread alone.
/// </remarks>
internal sealed unsafe class PackedFactor
{
    private readonly int _k, _n;
    private readonly float[] _panels;

    /// <summary>Copies B.</summary>
    public PackedFactor(int k, int n, ReadOnlySpan<float> b)
    {
        (_k, _n) = (k, n);
        int lanes = Avx512F.IsSupported ? Avx512Lanes<float>.Count : Fma.IsSupported ? Avx2Lanes<float>.Count : PortableLanes<float>.Count;
        _panels = GC.AllocateArray<float>((n + lanes - 1) / lanes * lanes * k, pinned: true); // zeros past the edge
        fixed (float* from = b, to = _panels)
        {
            if (Avx512F.IsSupported)
                PackedProduct<Avx512Lanes<float>, Vector512<float>, float>.Pack(k, n, from, to);
            else if (Fma.IsSupported)
                PackedProduct<Avx2Lanes<float>, Vector256<float>, float>.Pack(k, n, from, to);
            else
                PackedProduct<PortableLanes<float>, Vector<float>, float>.Pack(k, n, from, to);
        }
    }

    /// <summary>C[m × n] = A[m × k] B; rows of A are contiguous.</summary>
    public void Multiply(int m, float* a, nint aRow, float* c, nint cRow)
    {
        fixed (float* panels = _panels)
        {
            if (Avx512F.IsSupported)
                PackedProduct<Avx512Lanes<float>, Vector512<float>, float>.Multiply(m, _n, _k, a, aRow, panels, c, cRow);
            else if (Fma.IsSupported)
                PackedProduct<Avx2Lanes<float>, Vector256<float>, float>.Multiply(m, _n, _k, a, aRow, panels, c, cRow);
            else
                PackedProduct<PortableLanes<float>, Vector<float>, float>.Multiply(m, _n, _k, a, aRow, panels, c, cRow);
        }
    }
}
