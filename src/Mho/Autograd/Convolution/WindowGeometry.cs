namespace Mho.Autograd;

// A window over images of one shape: pixel (i, j) of the output sees input rows i·Stride − Top … and columns j·Stride − Left … .
internal readonly record struct WindowGeometry(
    int Images, int Height, int Width, int Channels, int WindowHeight, int WindowWidth, int Stride, int Top, int Left, int OutputHeight, int OutputWidth)
{
    public int InputPixels => Height * Width;

    public int OutputPixels => OutputHeight * OutputWidth;

    // Rows and columns of the image with as many zeros around it as the window touches.
    public int PaddedHeight => Math.Max(Top + Height, ((OutputHeight - 1) * Stride) + WindowHeight);

    public int PaddedWidth => Math.Max(Left + Width, ((OutputWidth - 1) * Stride) + WindowWidth);

    public bool IsPadded => PaddedHeight != Height || PaddedWidth != Width;

    public static WindowGeometry Of(Window window, Shape images)
    {
        if (images.Rank != 4)
            throw new ArgumentException($"a {window} slides over [images x height x width x channels]; got {images}.", nameof(images));
        if (window.Height < 1 || window.Width < 1 || window.Stride < 1)
            throw new ArgumentOutOfRangeException(nameof(window), $"a {window} has a length below 1; give positive sizes and stride.");
        (int top, int rows) = window.Padding.Along(images[1], window.Height, window.Stride);
        (int left, int columns) = window.Padding.Along(images[2], window.Width, window.Stride);
        if (rows < 1 || columns < 1)
            throw new ArgumentException($"a {window} does not fit into {images}; make it smaller or pad.", nameof(window));
        return new WindowGeometry(images[0], images[1], images[2], images[3], window.Height, window.Width, window.Stride, top, left, rows, columns);
    }

    // Which input pixel the output pixel (i, j) sees through row r and column s of its window; false in the padding.
    public bool Sees(int i, int j, int r, int s, out nint pixel)
    {
        int row = (i * Stride) - Top + r, column = (j * Stride) - Left + s;
        pixel = ((nint)row * Width) + column;
        return (uint)row < (uint)Height && (uint)column < (uint)Width;
    }

    public Shape OutputShape(int channels) => new(Images, OutputHeight, OutputWidth, channels);
}
