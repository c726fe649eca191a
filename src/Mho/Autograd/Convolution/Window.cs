namespace Mho.Autograd;

/// <summary>A window that slides over images: size and stride in pixels, and the zeros around the image.</summary>
/// <param name="Height">Rows of the window.</param>
/// <param name="Width">Columns of the window.</param>
/// <param name="Stride">Pixels between neighbouring positions, in both directions.</param>
/// <param name="Padding">Zeros around the image.</param>
public readonly record struct Window(int Height, int Width, int Stride = 1, Padding Padding = default)
{
    /// <summary>As high as wide.</summary>
    public static Window Square(int size, int stride = 1, Padding padding = default) => new(size, size, stride, padding);

    /// <summary>One window over the whole of each image of <paramref name="images"/> [images, height, width, channels].</summary>
    public static Window Whole(Shape images) => new(images[1], images[2]);

    /// <inheritdoc/>
    public override string ToString() => $"{Height} x {Width} window, stride {Stride}, padding {Padding}";
}
