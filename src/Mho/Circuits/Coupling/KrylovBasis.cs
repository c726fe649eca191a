using System.Numerics;

namespace Mho.Circuits.Coupling;

/// <summary>Arnoldi's basis of an operator 1 − B and the least-squares problem of GMRES in it.</summary>
/// <remarks>
/// Modified Gram–Schmidt with Euclid's product; the Hessenberg matrix is made triangular by a rotation a step, so the residual is known at each.
/// </remarks>
/// <param name="length">Numbers in a vector.</param>
/// <param name="longest">Steps at most.</param>
internal sealed class KrylovBasis<T>(int length, int longest)
    where T : unmanaged, INumberBase<T>
{
    private readonly T[][] _vectors = [.. Enumerable.Range(0, longest + 1).Select(_ => new T[length])];
    private readonly T[,] _triangle = new T[longest + 1, longest];
    private readonly T[] _right = new T[longest + 1], _sines = new T[longest];
    private readonly double[] _cosines = new double[longest];
    private double _size;
    private int _steps;

    public bool Full => _steps == longest;

    /// <summary>What is left of the right side, as a share of it.</summary>
    public double Residual { get; private set; }

    /// <summary>The vector B is to be applied to.</summary>
    public ReadOnlySpan<T> Last => _vectors[_steps];

    /// <summary>Where its image B v goes.</summary>
    public Span<T> Next => _vectors[_steps + 1];

    /// <summary>A new problem (1 − B) d = <paramref name="right"/>.</summary>
    public void Begin(ReadOnlySpan<T> right)
    {
        _steps = 0;
        Array.Clear(_right);
        _size = Math.Sqrt(Square(right));
        Residual = _size > 0 ? 1 : 0;
        _right[0] = T.CreateChecked(_size);
        T scale = T.CreateChecked(_size > 0 ? 1 / _size : 0);
        for (int k = 0; k < length; k++)
            _vectors[0][k] = scale * right[k];
    }

    /// <summary>Takes <see cref="Next"/> in.</summary>
    public void Extend()
    {
        int step = _steps;
        Span<T> image = Next, last = _vectors[step];
        for (int k = 0; k < image.Length; k++)
            image[k] = last[k] - image[k];
        for (int i = 0; i <= step; i++)
        {
            T[] vector = _vectors[i];
            T share = T.Zero;
            for (int k = 0; k < image.Length; k++)
                share += Field<T>.Conjugate(vector[k]) * image[k];
            for (int k = 0; k < image.Length; k++)
                image[k] -= share * vector[k];
            _triangle[i, step] = share;
        }

        double size = Math.Sqrt(Square(image));
        T scale = T.CreateChecked(size > 0 ? 1 / size : 0);
        for (int k = 0; k < image.Length; k++)
            image[k] *= scale;
        for (int i = 0; i < step; i++)
        {
            T upper = _triangle[i, step], lower = _triangle[i + 1, step], cosine = T.CreateChecked(_cosines[i]);
            _triangle[i, step] = (cosine * upper) + (_sines[i] * lower);
            _triangle[i + 1, step] = (cosine * lower) - (Field<T>.Conjugate(_sines[i]) * upper);
        }

        Annihilate(step, size);
        _steps++;
        Residual = Field<T>.Magnitude(_right[_steps]) / _size;
        if (size == 0)
            Residual = 0;
    }

    /// <summary>Adds the d found.</summary>
    public void AddSolution(Span<T> sum)
    {
        T[] shares = new T[_steps];
        for (int i = _steps - 1; i >= 0; i--)
        {
            T right = _right[i];
            for (int j = i + 1; j < _steps; j++)
                right -= _triangle[i, j] * shares[j];
            shares[i] = T.IsZero(_triangle[i, i]) ? T.Zero : right / _triangle[i, i];
        }

        for (int i = 0; i < _steps; i++)
        {
            for (int k = 0; k < sum.Length; k++)
                sum[k] += shares[i] * _vectors[i][k];
        }
    }

    // The rotation [c s; −s* c] with real c that brings (h, size) to (ρ, 0).
    private void Annihilate(int step, double size)
    {
        T h = _triangle[step, step];
        double magnitude = Field<T>.Magnitude(h), radius = double.Hypot(magnitude, size);
        _cosines[step] = radius > 0 ? magnitude / radius : 1;
        T phase = magnitude > 0 ? h / T.CreateChecked(magnitude) : T.One;
        _sines[step] = radius > 0 ? phase * T.CreateChecked(size / radius) : T.Zero;
        _triangle[step, step] = phase * T.CreateChecked(radius);
        T right = _right[step];
        _right[step] = T.CreateChecked(_cosines[step]) * right;
        _right[step + 1] = -(Field<T>.Conjugate(_sines[step]) * right);
    }

    private static double Square(ReadOnlySpan<T> vector)
    {
        double sum = 0;
        foreach (T value in vector)
            sum += Field<T>.Square(value);

        return sum;
    }
}
