using Mho.Experiments.DataSets;
using Mho.Networks;

namespace Mho.Experiments.Physical;

/// <summary>The images of an experiment on spiking networks, checked.</summary>
internal static class ImageSet
{
    /// <summary>Training and test images, the first of each; 0 for all.</summary>
    public static DataSplit Load(IDataSet data, int training, int test)
    {
        DataSplit split = data.Load();
        return new DataSplit(Some(split.Train, training, "trainingImages"), Some(split.Test, test, "testImages"));
    }

    private static LabelledImages Some(LabelledImages images, int count, string field)
    {
        if (count > images.Count)
            throw new InputException($"asks for {count:N0} images, and {images.Name} has {images.Count:N0}; give fewer, or 0 for all.", field: field);
        LabelledImages chosen = count > 0 ? images.Take(count) : images;
        // A number above 1 would spike before its window begins.
        float most = chosen.Pixels.Max() * chosen.Scale;
        return most <= 1.000001f
            ? chosen
            : throw new InputException($"{images.Name} has values up to {most}, which would spike at {1 - most}, before the window 0 … 1 begins; scale the data to 0 … 1.", field: "data");
    }
}
