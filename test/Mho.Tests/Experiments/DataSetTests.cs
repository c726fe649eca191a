using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using Mho.Experiments.DataSets;
using Mho.Networks;
using Xunit;

namespace Mho.Tests.Experiments;

public sealed class DataSetTests
{
    [Fact]
    public void Digits_are_1797_split_by_address()
    {
        DataSplit split = new Digits().Load(), again = new Digits().Load(), other = new Digits(SplitSeed: 1).Load();
        Assert.Equal((1438, 359, 64), (split.Train.Count, split.Test.Count, split.Train.ImageLength));
        Assert.Equal(split.Test.Pixels, again.Test.Pixels);
        Assert.NotEqual(split.Test.Pixels, other.Test.Pixels);
        // Counts of the classes as scikit-learn's documentation of the data set gives them.
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], split.Train.Labels.Concat(split.Test.Labels).CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        float[] image = new float[64];
        split.Train.CopyTo(0, image);
        Assert.InRange(image.Max(), 0.5f, 1f);
    }

    [Fact]
    public void Iris_has_50_flowers_of_each_species_and_lengths_in_units_of_8_cm()
    {
        DataSplit split = new Iris().Load();
        Assert.Equal((120, 30, 4), (split.Train.Count, split.Test.Count, split.Train.ImageLength));
        // Mean sepal length of all flowers: 5.843 cm (Fisher 1936).
        double sum = split.Train.Pixels.Concat(split.Test.Pixels).Where((_, i) => i % 4 == 0).Sum(value => value * (double)split.Train.Scale * 8);
        Assert.Equal(5.843, sum / 150, 3);
    }

    [Fact]
    public void Images_are_picked_in_the_order_asked_for()
    {
        LabelledImages images = new("x", 1, 2, 1, 3, 0.5f, [1, 2, 3, 4, 5, 6], [0, 1, 2]);
        float[] values = new float[4];
        int[] labels = new int[2];
        images.CopyTo([2, 0], values, labels);
        Assert.Equal([2.5f, 3, 0.5f, 1], values);
        Assert.Equal([2, 0], labels);
        Assert.Equal([3, 4], images.Select([1]).Pixels);
        Assert.Throws<ArgumentException>(() => new LabelledImages("x", 1, 2, 1, 3, 1, [1, 2, 3], [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelledImages("x", 1, 1, 1, 3, 1, [1], [3]));
    }

    [Fact]
    public void An_idx_file_is_read_and_every_truncation_of_it_is_refused()
    {
        byte[] whole = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 9, 8, 7, 6, 5, 4];
        (int[] shape, byte[] elements) = Idx.Read(whole, 3, "x");
        Assert.Equal([2, 1, 3], shape);
        Assert.Equal([9, 8, 7, 6, 5, 4], elements);
        for (int length = 0; length < whole.Length; length++)
            Assert.Contains("x: ", Assert.Throws<InputException>(() => Idx.Read(whole[..length], 3, "x")).Message, StringComparison.Ordinal);
        Assert.Contains("axes at offset 3", Assert.Throws<InputException>(() => Idx.Read(whole, 1, "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_are_refused_by_every_reader_in_one_line()
    {
        Prop.ForAll<byte[]>(bytes =>
        {
            byte[] content = bytes ?? [];
            OneLine(() => Idx.Read(content, 3, "f"));
            OneLine(() => Idx.Read([0, 0, 8, 1, .. content], 1, "f"));
            OneLine(() => CifarBatch.Read(content, "f"));
            OneLine(() => DataFile.Content(new MemoryStream(content), "f.gz"));
            OneLine(() => DataFile.Content(new MemoryStream([0x1f, 0x8b, 8, 0, .. content]), "f.gz"));
            OneLine(() => LabelledCsv.Read(System.Text.Encoding.Latin1.GetString(content), "f", ("x", 1, 2, 2), 1, 16));
        }).QuickCheckThrowOnFailure();
        Prop.ForAll<string>(text => OneLine(() => LabelledCsv.Read("1,2,0\n" + text, "f", ("x", 1, 2, 2), 1, 16))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_cifar_batch_is_interleaved_and_a_wrong_label_is_named_with_its_offset()
    {
        byte[] batch = new byte[2 * 3073];
        (batch[0], batch[1], batch[1 + 1024], batch[1 + 2048]) = (7, 10, 20, 30);
        (byte[] pixels, int[] labels) = CifarBatch.Read(batch, "x");
        Assert.Equal([10, 20, 30], pixels[..3]);
        Assert.Equal([7, 0], labels);
        batch[3073] = 10;
        Assert.Contains("label 10 at offset 3073", Assert.Throws<InputException>(() => CifarBatch.Read(batch, "x")).Message, StringComparison.Ordinal);
        Assert.Contains("records of 3073", Assert.Throws<InputException>(() => CifarBatch.Read(batch[..^1], "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_gzip_file_is_refused()
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(new byte[10_000]);
        byte[] whole = packed.ToArray();
        Assert.Equal(10_000, DataFile.Content(new MemoryStream(whole), "f.gz").Length);
        Assert.Contains("f.gz: ", Assert.Throws<InputException>(() => DataFile.Content(new MemoryStream(whole[..^9]), "f.gz")).Message, StringComparison.Ordinal);
    }

    // Runs where the files are; the published class counts are the oracle.
    [Theory]
    [InlineData("mnist", 980, 1135)]
    [InlineData("fashion-mnist", 1000, 1000)]
    [InlineData("cifar10", 1000, 1000)]
    public void Data_sets_on_this_machine_have_their_published_counts(string name, int zeros, int ones)
    {
        IDataSet set = name switch { "mnist" => new Mnist(), "fashion-mnist" => new FashionMnist(), _ => new Cifar10() };
        IEnumerable<string> files = set.Downloads.SelectMany(download => download.Members.Count > 0 ? download.Members : [download.File]);
        if (files.Any(file => DataFolder.TryFind(name, file) is null))
        {
            Assert.Contains($"mho data fetch {name}", Assert.Throws<InputException>(() => set.Load()).Message, StringComparison.Ordinal);
            return;
        }

        DataSplit split = set.Load();
        Assert.Equal((10_000, zeros, ones), (split.Test.Count, split.Test.Labels.Count(label => label == 0), split.Test.Labels.Count(label => label == 1)));
        Assert.Equal(name == "cifar10" ? 50_000 : 60_000, split.Train.Count);
    }

    private static void OneLine(Action read)
    {
        try
        {
            read();
        }
        catch (InputException fault)
        {
            Assert.DoesNotContain('\n', fault.Message);
            Assert.StartsWith("f", fault.Message, StringComparison.Ordinal);
        }
    }
}
