using Mho.Chips;
using Mho.Numerics;

namespace Mho.Networks;

/// <summary>Exact products of integer codes and floating weights: what the network computes when nothing is analog.</summary>
public sealed unsafe class Ideal : ISubstrate
{
    private readonly (int Rows, int Columns, float[] Values, float[] Bias)[] _matrices;

    /// <summary>The matrices of a deployment.</summary>
    public Ideal(IReadOnlyList<WeightMatrix> matrices)
        : this(matrices, (_, values, bias) => (values, bias))
    {
    }

    // Codes are multiplied as they are, so the value of one code step is taken into the weights.
    private Ideal(IReadOnlyList<WeightMatrix> matrices, Func<int, float[], float[], (float[] Values, float[] Bias)> change)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        _matrices = new (int, int, float[], float[])[matrices.Count];
        for (int i = 0; i < matrices.Count; i++)
        {
            WeightMatrix matrix = matrices[i];
            (float[] values, float[] bias) = change(i, matrix.Values, matrix.Bias);
            float step = (float)(matrix.Input.FullScale / matrix.Input.MaxCode);
            _matrices[i] = (matrix.Rows, matrix.Columns, [.. values.Select(value => value * step)], bias.Length > 0 ? bias : new float[matrix.Columns]);
        }
    }

    /// <summary>The same with noise frozen into every weight and bias: W + N(0, (s·max|W|)²), as if programmed once on devices of that spread.</summary>
    /// <param name="matrices">The matrices of a deployment.</param>
    /// <param name="noise">s.</param>
    /// <param name="key">Where the noise is drawn.</param>
    public static Ideal Noisy(IReadOnlyList<WeightMatrix> matrices, double noise, Key key) => new(matrices, (i, values, bias) =>
    {
        double sigma = noise * values.Max(Math.Abs);
        return (Perturbed(values, sigma, key[i]["weights"]), Perturbed(bias, sigma, key[i]["bias"]));
    });

    /// <inheritdoc/>
    public void Multiply(int matrix, ReadOnlySpan<float> codes, int vectors, Span<float> outputs, Key reads, ReadStatistics statistics)
    {
        (int rows, int columns, float[] values, float[] bias) = _matrices[matrix];
        for (int vector = 0; vector < vectors; vector++)
            bias.CopyTo(outputs.Slice(vector * columns, columns));
        fixed (float* x = codes, w = values, y = outputs)
            MatrixProduct.Multiply(vectors, columns, rows, x, rows, 1, w, columns, 1, y, columns, accumulate: true);
    }

    private static float[] Perturbed(float[] values, double sigma, Key key) => [.. values.Select((value, i) => (float)(value + (sigma * key.Normal(i))))];
}
