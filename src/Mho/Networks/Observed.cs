using Mho.Chips;
using Mho.Numerics;

namespace Mho.Networks;

/// <summary>A substrate that keeps some of the code vectors that reach its matrices: the samples a chip is calibrated on.</summary>
/// <remarks>Use it on one thread. Of each call every <c>stride</c>-th vector is kept, until there are enough.</remarks>
public sealed class Observed : ISubstrate
{
    private readonly ISubstrate _inner;
    private readonly List<float>[] _codes;
    private readonly int[] _rows, _seen, _stride;
    private readonly int _wanted;

    /// <summary>Watches <paramref name="inner"/>.</summary>
    /// <param name="inner">What multiplies.</param>
    /// <param name="matrices">Its matrices.</param>
    /// <param name="images">How many images will pass.</param>
    /// <param name="wanted">Vectors to keep of each matrix.</param>
    public Observed(ISubstrate inner, IReadOnlyList<WeightMatrix> matrices, int images, int wanted)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        _inner = inner;
        _wanted = wanted;
        _codes = [.. matrices.Select(_ => new List<float>())];
        _rows = [.. matrices.Select(matrix => matrix.Rows)];
        _seen = new int[matrices.Count];
        _stride = [.. matrices.Select(matrix => Stride((int)Math.Max(1, (long)images * matrix.Vectors / Math.Max(1, wanted)), matrix.Vectors))];
    }

    /// <summary>The vectors kept of a matrix: codes [vectors x rows] and their number.</summary>
    public (float[] Codes, int Vectors) Of(int matrix) => ([.. _codes[matrix]], _codes[matrix].Count / _rows[matrix]);

    /// <inheritdoc/>
    public void Multiply(int matrix, ReadOnlySpan<float> codes, int vectors, Span<float> outputs, Key reads, ReadStatistics statistics)
    {
        int rows = _rows[matrix];
        for (int vector = 0; vector < vectors; vector++)
        {
            if (_seen[matrix]++ % _stride[matrix] == 0 && _codes[matrix].Count < (long)_wanted * rows)
                _codes[matrix].AddRange(codes.Slice(vector * rows, rows));
        }

        _inner.Multiply(matrix, codes, vectors, outputs, reads, statistics);
    }

    // A stride with a common divisor with the places of an image would visit some of them only.
    private static int Stride(int wanted, int places)
    {
        while (System.Numerics.BigInteger.GreatestCommonDivisor(wanted, places) > 1)
            wanted--;
        return wanted;
    }
}
