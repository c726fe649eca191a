using System.Numerics;

namespace Mho.Circuits.Coupling;

/// <summary>Arnoldi's basis of an operator 1 − B and the least-squares problem of GMRES in it.</summary>
/// <remarks>
/// Modified Gram–Schmidt with Euclid's product; the Hessenberg matrix is made triangular by a rotation a step, so the residual is known at each. Vectors are made
/// when a step first needs them: weak coupling takes two or three.
/// </remarks>
/// <param name="length">Numbers in a vector.</param>
/// <param name="longest">Steps at most.</param>
internal sealed class KrylovBasis(int length, int longest)
{
    private readonly Complex[]?[] _vectors = new Complex[longest + 1][];
    private readonly Complex[,] _projected = new Complex[longest + 1, longest], _triangle = new Complex[longest + 1, longest];
    private readonly Complex[] _right = new Complex[longest + 1], _sines = new Complex[longest], _shares = new Complex[longest], _left = new Complex[longest + 1];
    private readonly double[] _cosines = new double[longest];

    /// <summary>Steps taken.</summary>
    public int Steps { get; private set; }

    public bool Full => Steps == longest;

    /// <summary>Size of the right side.</summary>
    public double Size { get; private set; }

    /// <summary>What is left of the right side, as a share of it.</summary>
    public double Residual { get; private set; }

    /// <summary>Size of the last image B v; v has size 1.</summary>
    public double Carried { get; private set; }

    /// <summary>How much larger than its right side the d last sought may have been: Frobenius' norm of the inverse of the projected 1 − B.</summary>
    public double Amplified { get; private set; } = 1;

    /// <summary>The vector B is to be applied to.</summary>
    public ReadOnlySpan<Complex> Last => Vector(Steps);

    /// <summary>Where its image B v goes.</summary>
    public Span<Complex> Next => Vector(Steps + 1);

    /// <summary>A new problem (1 − B) d = <paramref name="right"/>.</summary>
    public void Begin(ReadOnlySpan<Complex> right)
    {
        Steps = 0;
        Array.Clear(_right);
        Size = Math.Sqrt(ComplexVectors.Square(right));
        Residual = Size > 0 ? 1 : 0;
        _right[0] = Size;
        ComplexVectors.Scale(Size > 0 ? 1 / Size : 0, right, Vector(0));
    }

    /// <summary>Takes <see cref="Next"/> in.</summary>
    public void Extend()
    {
        int step = Steps;
        Span<Complex> image = Next;
        Carried = Math.Sqrt(ComplexVectors.Square(image));
        for (int i = 0; i <= step; i++)
        {
            Complex share = ComplexVectors.Dot(Vector(i), image);
            ComplexVectors.Add(-share, Vector(i), image);
            _projected[i, step] = _triangle[i, step] = (i == step ? 1 : 0) - share;
        }

        double size = Math.Sqrt(ComplexVectors.Square(image));
        ComplexVectors.Scale(size > 0 ? -1 / size : 0, image, image);
        _projected[step + 1, step] = size;
        for (int i = 0; i < step; i++)
        {
            Complex upper = _triangle[i, step], lower = _triangle[i + 1, step];
            _triangle[i, step] = (_cosines[i] * upper) + (_sines[i] * lower);
            _triangle[i + 1, step] = (_cosines[i] * lower) - (Complex.Conjugate(_sines[i]) * upper);
        }

        Annihilate(step, size);
        Steps++;
        Amplified = Amplification();
        Residual = size == 0 ? 0 : Complex.Abs(_right[Steps]) / Size;
    }

    /// <summary>What each vector has of the d found [<see cref="Steps"/>], and of what (1 − B) d still lacks [one more].</summary>
    public (ReadOnlyMemory<Complex> Found, ReadOnlyMemory<Complex> Left) Shares()
    {
        for (int i = Steps - 1; i >= 0; i--)
        {
            Complex right = _right[i];
            for (int j = i + 1; j < Steps; j++)
                right -= _triangle[i, j] * _shares[j];
            _shares[i] = _triangle[i, i] == Complex.Zero ? Complex.Zero : right / _triangle[i, i];
        }

        for (int i = 0; i <= Steps; i++)
        {
            _left[i] = i == 0 ? Size : 0;
            for (int j = Math.Max(0, i - 1); j < Steps; j++)
                _left[i] -= _projected[i, j] * _shares[j];
        }

        return (_shares.AsMemory(0, Steps), _left.AsMemory(0, Steps + 1));
    }

    /// <summary>A vector of the basis.</summary>
    public Span<Complex> Vector(int step) => _vectors[step] ??= GC.AllocateUninitializedArray<Complex>(length);

    private double Amplification()
    {
        double sum = 0;
        for (int column = 0; column < Steps; column++)
        {
            for (int i = column; i >= 0; i--)
            {
                Complex right = i == column ? 1 : 0;
                for (int j = i + 1; j <= column; j++)
                    right -= _triangle[i, j] * _shares[j];
                _shares[i] = right / _triangle[i, i];
                sum += (_shares[i].Real * _shares[i].Real) + (_shares[i].Imaginary * _shares[i].Imaginary);
            }
        }

        return Math.Sqrt(sum);
    }

    // The rotation [c s; −s* c] with real c that brings (h, size) to (ρ, 0).
    private void Annihilate(int step, double size)
    {
        Complex h = _triangle[step, step];
        double magnitude = Complex.Abs(h), radius = double.Hypot(magnitude, size);
        _cosines[step] = radius > 0 ? magnitude / radius : 1;
        Complex phase = magnitude > 0 ? h / magnitude : Complex.One;
        _sines[step] = radius > 0 ? phase * (size / radius) : Complex.Zero;
        _triangle[step, step] = phase * radius;
        Complex right = _right[step];
        _right[step] = _cosines[step] * right;
        _right[step + 1] = -(Complex.Conjugate(_sines[step]) * right);
    }
}
