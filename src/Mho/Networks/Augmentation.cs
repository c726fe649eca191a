using Mho.Numerics;

namespace Mho.Networks;

/// <summary>Random changes of training images that do not change what they show.</summary>
/// <remarks>
/// Shift and flip move whole pixels. Rotation and crop read between pixels, bilinear, from the place (y, x) of the shifted and flipped image that a pixel shows: about the image's centre, turned
/// by the angle, scaled by the side of the crop, moved to its place. Outside, the edge repeats.
/// </remarks>
/// <param name="Shift">Largest shift in each direction, as a share of the image's side; pixels from outside repeat the edge.</param>
/// <param name="Flip">Whether half of the images are mirrored left to right.</param>
/// <param name="Rotation">Largest rotation either way, in degrees.</param>
/// <param name="Crop">Largest share of the side that a crop leaves out; what is left is stretched to the image's size.</param>
public sealed record Augmentation(double Shift = 0, bool Flip = false, double Rotation = 0, double Crop = 0)
{
    // Draws of an image's key, in the order they were added.
    private const int Down = 0, Right = 1, Mirror = 2, Turn = 3, Side = 4, Top = 5, Left = 6;

    /// <summary>Largest shift as a share of the side.</summary>
    public double Shift { get; init => field = Limit.Within(value, 0, 0.5, "more would leave nothing of the image"); } =
        Limit.Within(Shift, 0, 0.5, "more would leave nothing of the image");

    /// <summary>Largest rotation in degrees.</summary>
    public double Rotation { get; init => field = Limit.Within(value, 0, 180, "it is an angle either way, in degrees"); } =
        Limit.Within(Rotation, 0, 180, "it is an angle either way, in degrees");

    /// <summary>Largest share of the side that is left out.</summary>
    public double Crop { get; init => field = Limit.Within(value, 0, 0.9, "more would leave nothing of the image"); } =
        Limit.Within(Crop, 0, 0.9, "more would leave nothing of the image");

    /// <summary>Writes image <paramref name="index"/>, changed by the first draws of <paramref name="key"/>.</summary>
    public void Copy(LabelledImages images, int index, Span<float> target, Key key)
    {
        ArgumentNullException.ThrowIfNull(images);
        int height = images.Height, width = images.Width, channels = images.Channels;
        int down = Offset(height, key, Down), right = Offset(width, key, Right);
        bool flip = Flip && key.Uniform(Mirror) < 0.5;
        ReadOnlySpan<byte> pixels = images.Bytes(index);
        if (Rotation > 0 || Crop > 0)
        {
            Resampled(images, pixels, (down, right, flip), key, target);
            return;
        }

        for (int y = 0; y < height; y++)
        {
            int line = Math.Clamp(y - down, 0, height - 1) * width;
            for (int x = 0; x < width; x++)
            {
                int column = Math.Clamp((flip ? width - 1 - x : x) - right, 0, width - 1);
                for (int channel = 0; channel < channels; channel++)
                    target[(((y * width) + x) * channels) + channel] = pixels[((line + column) * channels) + channel] * images.Scale;
            }
        }
    }

    private void Resampled(LabelledImages images, ReadOnlySpan<byte> pixels, (int Down, int Right, bool Flip) whole, Key key, Span<float> target)
    {
        int height = images.Height, width = images.Width, channels = images.Channels;
        (double sine, double cosine) = Math.SinCos(Rotation * Math.PI / 180 * ((2 * key.Uniform(Turn)) - 1));
        double side = 1 - (Crop * key.Uniform(Side));
        double middleY = (height - 1) / 2.0, middleX = (width - 1) / 2.0;
        double fromTop = (key.Uniform(Top) - 0.5) * (1 - side) * height, fromLeft = (key.Uniform(Left) - 0.5) * (1 - side) * width;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double v = side * (y - middleY), u = side * (x - middleX);
                double atY = middleY + fromTop + (cosine * v) + (sine * u), atX = middleX + fromLeft + (cosine * u) - (sine * v);
                if (whole.Flip)
                    atX = width - 1 - atX;
                Between(pixels, (height, width, channels), atY - whole.Down, atX - whole.Right, images.Scale, target.Slice(((y * width) + x) * channels, channels));
            }
        }
    }

    private static void Between(ReadOnlySpan<byte> pixels, (int Height, int Width, int Channels) shape, double y, double x, float scale, Span<float> target)
    {
        y = Math.Clamp(y, 0, shape.Height - 1);
        x = Math.Clamp(x, 0, shape.Width - 1);
        int top = (int)y, left = (int)x, bottom = Math.Min(top + 1, shape.Height - 1), right = Math.Min(left + 1, shape.Width - 1);
        double low = y - top, far = x - left;
        for (int channel = 0; channel < target.Length; channel++)
        {
            double upper = pixels[(((top * shape.Width) + left) * shape.Channels) + channel] * (1 - far) + (pixels[(((top * shape.Width) + right) * shape.Channels) + channel] * far);
            double lower = pixels[(((bottom * shape.Width) + left) * shape.Channels) + channel] * (1 - far) + (pixels[(((bottom * shape.Width) + right) * shape.Channels) + channel] * far);
            target[channel] = (float)((upper * (1 - low)) + (lower * low)) * scale;
        }
    }

    private int Offset(int length, Key key, int draw)
    {
        int most = (int)Math.Round(Shift * length);
        return most == 0 ? 0 : key.Integer(draw, (2 * most) + 1) - most;
    }
}
