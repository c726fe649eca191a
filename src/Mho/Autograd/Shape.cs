namespace Mho.Autograd;

/// <summary>The shape of a tensor, up to rank 4, channels last: [images, height, width, channels] or [rows, columns].</summary>
public readonly record struct Shape
{
    /// <summary>A shape of 1 to 4 positive lengths.</summary>
    public Shape(params ReadOnlySpan<int> lengths)
    {
        if (lengths.Length is < 1 or > 4)
            throw new ArgumentOutOfRangeException(nameof(lengths), $"a shape has 1 to 4 axes; got {lengths.Length}.");
        foreach (int length in lengths)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length, nameof(lengths));
        Rank = lengths.Length;
        A = lengths[0];
        B = lengths.Length > 1 ? lengths[1] : 1;
        C = lengths.Length > 2 ? lengths[2] : 1;
        D = lengths.Length > 3 ? lengths[3] : 1;
        if ((Int128)A * B * C * D > int.MaxValue)
            throw new ArgumentException($"a tensor of {this} numbers is larger than the {int.MaxValue:N0} that one can hold; make a layer or a batch smaller.", nameof(lengths));
    }

    /// <summary>Number of axes.</summary>
    public int Rank { get; }

    private int A { get; }

    private int B { get; }

    private int C { get; }

    private int D { get; }

    /// <summary>Number of elements.</summary>
    public int Count => A * B * C * D;

    /// <summary>Length of an axis.</summary>
    public int this[int axis] => axis switch { 0 => A, 1 => B, 2 => C, 3 => D, _ => throw new ArgumentOutOfRangeException(nameof(axis)) };

    /// <summary>Elements of one entry of the first axis (of one image, of one row).</summary>
    public int Stride => Count / A;

    /// <inheritdoc/>
    public override string ToString() => Rank switch { 1 => $"[{A}]", 2 => $"[{A} x {B}]", 3 => $"[{A} x {B} x {C}]", _ => $"[{A} x {B} x {C} x {D}]" };
}
