namespace Mho.Chips;

/// <summary>The physics of one core, plane by plane: what its lines settle at when it is read forward or backward, and where its neurons sit.</summary>
/// <remarks>
/// The transposable neurosynaptic array is 16 × 16 corelets of 16 × 16 cells and one neuron each; the neuron of corelet (i, j) reaches bit line 16i + j and
/// source line 16j + i, so every line has one neuron [recalled] (W. Wan et al., Nature 608, 504 (2022), Fig. 2 and Extended Data Fig. 2). Tiles do not
/// loop over planes (see <see cref="ReadNoiseTime"/> and the folder's README); this is the slow, literal form, for traces and tests.
/// </remarks>
public static class TransposableArray
{
    /// <summary>Corelets along a side, and lines of one corelet.</summary>
    public const int Side = 16;

    /// <summary>The bit line that the neuron of corelet (<paramref name="i"/>, <paramref name="j"/>) reaches.</summary>
    public static int BitLine(int i, int j) => (Side * i) + j;

    /// <summary>The source line that the neuron of corelet (<paramref name="i"/>, <paramref name="j"/>) reaches.</summary>
    public static int SourceLine(int i, int j) => (Side * j) + i;

    /// <summary>The ternary plane of magnitude bit <paramref name="bit"/>: sign(x) where the bit is set, else 0.</summary>
    public static void Plane(ReadOnlySpan<int> codes, int bit, Span<int> plane)
    {
        for (int i = 0; i < codes.Length; i++)
            plane[i] = ((Math.Abs(codes[i]) >> bit) & 1) * Math.Sign(codes[i]);
    }

    /// <summary>Deflection of each column: V Σ x(G⁺ − G⁻)/Σ(G⁺ + G⁻) by voltage, V Σ x(G⁺ − G⁻) by current sensing.</summary>
    /// <param name="conductances">In S [2 · pairs × lines], rows 2p (+) and 2p + 1 (−).</param>
    /// <param name="plane">−1, 0 or +1 by pair; a pair at 0 still counts in the denominator.</param>
    /// <param name="readVoltage">In V.</param>
    /// <param name="sensing">Voltage or current.</param>
    /// <param name="deflections">In V, or A, by line.</param>
    public static void Forward(ReadOnlySpan<double> conductances, ReadOnlySpan<int> plane, double readVoltage, Sensing sensing, Span<double> deflections)
    {
        int lines = deflections.Length;
        for (int j = 0; j < lines; j++)
        {
            double current = 0, sum = 0;
            for (int p = 0; p < plane.Length; p++)
            {
                double plus = conductances[(2 * p * lines) + j], minus = conductances[(((2 * p) + 1) * lines) + j];
                current += plane[p] * (plus - minus);
                sum += plus + minus;
            }

            deflections[j] = readVoltage * (sensing == Sensing.Voltage ? current / (sum > 0 ? sum : 1) : current);
        }
    }

    /// <summary>The transposed read of the same cells: columns driven, each row settles by its own sum; the pair's difference is taken after conversion.</summary>
    /// <param name="conductances">In S [rows × lines].</param>
    /// <param name="plane">−1, 0 or +1 by line.</param>
    /// <param name="readVoltage">In V.</param>
    /// <param name="deflections">In V by physical row: V Σ x G / Σ G.</param>
    public static void Backward(ReadOnlySpan<double> conductances, ReadOnlySpan<int> plane, double readVoltage, Span<double> deflections)
    {
        int lines = plane.Length;
        for (int row = 0; row < deflections.Length; row++)
        {
            double current = 0, sum = 0;
            for (int j = 0; j < lines; j++)
            {
                current += plane[j] * conductances[(row * lines) + j];
                sum += conductances[(row * lines) + j];
            }

            deflections[row] = readVoltage * current / (sum > 0 ? sum : 1);
        }
    }
}
