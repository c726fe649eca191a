namespace Mho.Autograd;

/// <summary>How many pixels of zeros surround an image before a window slides over it.</summary>
/// <remarks>
/// <see cref="Same"/> is TensorFlow's rule: the output has ⌈length/stride⌉ pixels, and an odd pixel of padding goes to the bottom and the right.
/// <see cref="Symmetric"/> is torch's: as many on each side, the last positions that do not fit are left out.
/// </remarks>
public readonly record struct Padding
{
    // −1 stands for "same"; default is "valid".
    private readonly int _pixels;

    private Padding(int pixels) => _pixels = pixels;

    /// <summary>As many output pixels as input pixels, divided by the stride and rounded up.</summary>
    public static Padding Same => new(-1);

    /// <summary>None: the window stays inside the image.</summary>
    public static Padding Valid => new(0);

    /// <summary>That many pixels on every side.</summary>
    public static Padding Symmetric(int pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pixels);
        return new Padding(pixels);
    }

    /// <inheritdoc/>
    public override string ToString() => _pixels switch { -1 => "same", 0 => "valid", _ => $"{_pixels} pixels" };

    // Zeros before the first pixel, and the number of window positions, along one axis.
    internal (int Before, int Positions) Along(int length, int window, int stride)
    {
        if (_pixels >= 0)
            return (_pixels, ((length + (2 * _pixels) - window) / stride) + (length + (2 * _pixels) < window ? 0 : 1));
        int positions = (length + stride - 1) / stride;
        return (Math.Max(0, ((positions - 1) * stride) + window - length) / 2, positions);
    }
}
