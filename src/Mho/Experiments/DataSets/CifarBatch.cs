namespace Mho.Experiments.DataSets;

/// <summary>The binary batches of CIFAR-10: records of a label and three planes, red, green, blue, of 32 × 32 bytes.</summary>
public static class CifarBatch
{
    /// <summary>Rows and columns of an image.</summary>
    public const int Side = 32;

    private const int Plane = Side * Side, Record = 1 + (3 * Plane);

    /// <summary>Reads a batch; pixels come out as image, row, column, channel.</summary>
    /// <param name="content">The file.</param>
    /// <param name="file">Its name for errors.</param>
    /// <exception cref="InputException">The length is no whole number of records, or a label is above 9.</exception>
    public static (byte[] Pixels, int[] Labels) Read(byte[] content, string file)
    {
        if (content.Length == 0 || content.Length % Record != 0)
            throw new InputException($"is {content.Length} bytes long, which is not a whole number of records of {Record}; get the file again.", file);
        int count = content.Length / Record;
        byte[] pixels = new byte[count * 3 * Plane];
        int[] labels = new int[count];
        for (int image = 0; image < count; image++)
        {
            int start = image * Record;
            labels[image] = content[start] <= 9
                ? content[start]
                : throw new InputException($"has label {content[start]} at offset {start}, and labels go from 0 to 9; is it another format?", file);
            ReadOnlySpan<byte> planes = content.AsSpan(start + 1, 3 * Plane);
            Span<byte> interleaved = pixels.AsSpan(image * 3 * Plane, 3 * Plane);
            for (int pixel = 0; pixel < Plane; pixel++)
            {
                interleaved[3 * pixel] = planes[pixel];
                interleaved[(3 * pixel) + 1] = planes[Plane + pixel];
                interleaved[(3 * pixel) + 2] = planes[(2 * Plane) + pixel];
            }
        }

        return (pixels, labels);
    }
}
