using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Where a window stands on one image.</summary>
internal static class WindowPlaces
{
    /// <summary>A square window.</summary>
    public static Window Square(int size, int stride, PaddingMode padding) =>
        Window.Square(size, stride, padding == PaddingMode.Same ? Padding.Same : Padding.Valid);

    /// <summary>The shape of the image of places, or an error that says what does not fit.</summary>
    public static Shape Over(this Window window, Shape image, int channels)
    {
        if (image.Rank != 3)
            throw new ArgumentException($"got {image}, needs an image [height x width x channels].", nameof(image));
        int rows = window.Padding.Along(image[0], window.Height, window.Stride).Positions;
        int columns = window.Padding.Along(image[1], window.Width, window.Stride).Positions;
        return rows > 0 && columns > 0 ? new Shape(rows, columns, channels) : throw new ArgumentException(
            $"got {image}, needs at least {window.Height} x {window.Width} pixels for its window; make the window smaller or the padding \"same\".", nameof(image));
    }
}
