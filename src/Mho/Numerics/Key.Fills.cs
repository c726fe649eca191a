namespace Mho.Numerics;

/// <content>Many numbers at once. Single-precision numbers are a stream of their own: they are not the double ones rounded.</content>
public readonly partial record struct Key
{
    /// <summary>Standard normals in single precision, numbers <paramref name="start"/>, <paramref name="start"/> + 1, …: the same bytes on every machine.</summary>
    /// <remarks>Fastest when start is a multiple of 64. Threads may fill parts of one array, each from its own start.</remarks>
    public void FillNormal(Span<float> numbers, long start = 0) => KeyFill.Fill<NormalNumbers>(this, numbers, start);

    /// <summary>Uniform numbers in [0, 1) in single precision (24 bits), numbers <paramref name="start"/>, <paramref name="start"/> + 1, …</summary>
    public void FillUniform(Span<float> numbers, long start = 0) => KeyFill.Fill<UniformNumbers>(this, numbers, start);

    /// <summary>Number <paramref name="index"/> of <see cref="FillNormal(Span{float}, long)"/>.</summary>
    public float NormalFloat(long index) => KeyFill.One<NormalNumbers>(this, index);

    /// <summary>Number <paramref name="index"/> of <see cref="FillUniform(Span{float}, long)"/>.</summary>
    public float UniformFloat(long index) => KeyFill.One<UniformNumbers>(this, index);

    /// <summary><see cref="Normal"/> of <paramref name="start"/>, <paramref name="start"/> + 1, …</summary>
    public void FillNormal(Span<double> numbers, long start = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        int i = 0;
        if ((start & 1) == 1 && numbers.Length > 0)
            numbers[i++] = Normal(start);
        for (; i + 1 < numbers.Length; i += 2)
            (numbers[i], numbers[i + 1]) = NormalPair(start + i);
        if (i < numbers.Length)
            numbers[i] = Normal(start + i);
    }

    /// <summary><see cref="Uniform"/> of <paramref name="start"/>, <paramref name="start"/> + 1, …</summary>
    public void FillUniform(Span<double> numbers, long start = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        int i = 0;
        if ((start & 1) == 1 && numbers.Length > 0)
            numbers[i++] = Uniform(start);
        for (; i + 1 < numbers.Length; i += 2)
        {
            (uint x0, uint x1, uint x2, uint x3) = Philox.Block((ulong)(start + i) >> 1, Doubles, Bits);
            (numbers[i], numbers[i + 1]) = (ToUniform(x0, x1), ToUniform(x2, x3));
        }

        if (i < numbers.Length)
            numbers[i] = Uniform(start + i);
    }

    /// <summary>Random bits, words 0, 1, … of this key: two a block.</summary>
    public void FillBits(Span<ulong> words)
    {
        for (int i = 0; i < words.Length; i += 2)
        {
            (uint x0, uint x1, uint x2, uint x3) = Philox.Block((ulong)i >> 1, Bitwise, Bits);
            words[i] = ((ulong)x1 << 32) | x0;
            if (i + 1 < words.Length)
                words[i + 1] = ((ulong)x3 << 32) | x2;
        }
    }
}
