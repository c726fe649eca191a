using Mho.Numerics;

namespace Mho.Networks;

/// <summary>Random changes of training images that do not change what they show.</summary>
/// <param name="Shift">Largest shift in each direction, as a share of the image's side; pixels from outside repeat the edge.</param>
/// <param name="Flip">Whether half of the images are mirrored left to right.</param>
public sealed record Augmentation(double Shift = 0, bool Flip = false)
{
    /// <summary>Largest shift as a share of the side.</summary>
    public double Shift { get; init => field = Limit.Within(value, 0, 0.5, "more would leave nothing of the image"); } =
        Limit.Within(Shift, 0, 0.5, "more would leave nothing of the image");

    /// <summary>Writes image <paramref name="index"/>, changed by draws 0, 1 and 2 of <paramref name="key"/>.</summary>
    public void Copy(LabelledImages images, int index, Span<float> target, Key key)
    {
        ArgumentNullException.ThrowIfNull(images);
        int height = images.Height, width = images.Width, channels = images.Channels;
        int down = Offset(height, key, 0), right = Offset(width, key, 1);
        bool flip = Flip && key.Uniform(2) < 0.5;
        ReadOnlySpan<byte> pixels = images.Bytes(index);
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

    private int Offset(int length, Key key, int draw)
    {
        int most = (int)Math.Round(Shift * length);
        return most == 0 ? 0 : key.Integer(draw, (2 * most) + 1) - most;
    }
}
