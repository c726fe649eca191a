namespace Mho.Networks;

/// <summary>Images with one label each, kept as bytes; a pixel's value is its byte times <see cref="Scale"/>, in [0, 1].</summary>
/// <remarks>Flat features (Iris) are images of height 1 and width 1. Layout NHWC: image, row, column, channel.</remarks>
/// <param name="Name">The data set and its part, for example <c>"mnist test"</c>.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="Channels">Values of a pixel.</param>
/// <param name="Classes">Labels lie in 0 … Classes − 1.</param>
/// <param name="Scale">Value of one step of a byte, for example 1/255.</param>
/// <param name="Pixels">Count × Height × Width × Channels bytes.</param>
/// <param name="Labels">Count labels.</param>
public sealed record LabelledImages(string Name, int Height, int Width, int Channels, int Classes, float Scale, byte[] Pixels, int[] Labels)
{
    /// <summary>Count × Height × Width × Channels bytes.</summary>
    public byte[] Pixels { get; } = Pixels.LongLength == (long)Labels.Length * Height * Width * Channels
        ? Pixels
        : throw new ArgumentException(
            $"{Name}: {Pixels.Length} bytes are not {Labels.Length} images of {Height} x {Width} x {Channels}; give one byte for each value.", nameof(Pixels));

    /// <summary>Count labels.</summary>
    public int[] Labels { get; } = Array.TrueForAll(Labels, label => (uint)label < (uint)Classes)
        ? Labels
        : throw new ArgumentOutOfRangeException(nameof(Labels), $"{Name}: a label lies outside 0 to {Classes - 1}; check the file or raise Classes.");

    /// <summary>How many images.</summary>
    public int Count => Labels.Length;

    /// <summary>Values of one image: Height × Width × Channels.</summary>
    public int ImageLength => Height * Width * Channels;

    /// <summary>The bytes of image <paramref name="index"/>.</summary>
    public ReadOnlySpan<byte> Bytes(int index) => Pixels.AsSpan(checked(index * ImageLength), ImageLength);

    /// <summary>Writes image <paramref name="index"/> as floats in [0, 1].</summary>
    /// <param name="index">Which image.</param>
    /// <param name="values">ImageLength floats.</param>
    public void CopyTo(int index, Span<float> values)
    {
        ReadOnlySpan<byte> bytes = Bytes(index);
        for (int i = 0; i < bytes.Length; i++)
            values[i] = bytes[i] * Scale;
    }

    /// <summary>Writes the images of <paramref name="order"/>, one after another, and their labels.</summary>
    /// <param name="order">Which images.</param>
    /// <param name="values">order.Length × ImageLength floats.</param>
    /// <param name="labels">order.Length labels.</param>
    public void CopyTo(ReadOnlySpan<int> order, Span<float> values, Span<int> labels)
    {
        for (int i = 0; i < order.Length; i++)
        {
            CopyTo(order[i], values.Slice(i * ImageLength, ImageLength));
            labels[i] = Labels[order[i]];
        }
    }

    /// <summary>The images of <paramref name="order"/>, copied.</summary>
    public LabelledImages Select(ReadOnlySpan<int> order)
    {
        byte[] pixels = new byte[(long)order.Length * ImageLength];
        int[] labels = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            Bytes(order[i]).CopyTo(pixels.AsSpan(i * ImageLength));
            labels[i] = Labels[order[i]];
        }

        return new LabelledImages(Name, Height, Width, Channels, Classes, Scale, pixels, labels);
    }

    /// <summary>The first <paramref name="count"/> images, or all if there are fewer.</summary>
    public LabelledImages Take(int count) =>
        count >= Count ? this : new LabelledImages(Name, Height, Width, Channels, Classes, Scale, Pixels[..checked(count * ImageLength)], Labels[..count]);
}
