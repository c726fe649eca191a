using Mho.Networks;

namespace Mho.Experiments.DataSets;

/// <summary>Data sets of four gzipped IDX files in the way of MNIST.</summary>
internal static class IdxImages
{
    /// <summary>The four downloads.</summary>
    /// <param name="folders">Addresses that end in a slash.</param>
    /// <param name="files">Size of the download and MD5 of the content: training images, training labels, test images, test labels.</param>
    public static IReadOnlyList<Download> Downloads(string[] folders, params (long Bytes, string Md5)[] files)
    {
        string[] names = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"];
        return [.. names.Zip(files, (name, file) =>
            new Download(name, [.. folders.Select(folder => new Uri(folder + name))], file.Bytes, new Checksum(file.Md5, Unpacked: true)))];
    }

    /// <summary>Reads both parts of data set <paramref name="set"/>.</summary>
    public static DataSplit Load(string set, IReadOnlyList<Download> downloads) =>
        new(Part(set, "train", downloads[0], downloads[1]), Part(set, "test", downloads[2], downloads[3]));

    private static LabelledImages Part(string set, string part, Download images, Download labels)
    {
        (int[] shape, byte[] pixels) = Read(set, images, 3);
        (int[] counts, byte[] digits) = Read(set, labels, 1);
        if (counts[0] != shape[0])
            throw new InputException($"holds {counts[0]} labels for {shape[0]} images; get both files again.", DataFolder.Find(set, labels.File));
        return new LabelledImages($"{set} {part}", shape[1], shape[2], 1, 10, 1 / 255f, pixels, [.. digits.Select(digit => (int)digit)]);
    }

    private static (int[] Shape, byte[] Elements) Read(string set, Download download, int rank)
    {
        string path = DataFolder.Find(set, download.File);
        byte[] content = DataFile.Read(path);
        (int[], byte[]) read = Idx.Read(content, rank, path);
        if (Checksum.Of(content) is string found && found != download.Check.Md5)
            throw new InputException($"has content of MD5 {found} where {download.Check.Md5} is right; remove it and run \"mho data fetch {set}\".", path);
        return read;
    }
}
