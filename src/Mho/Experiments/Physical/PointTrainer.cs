using System.Globalization;
using Mho.Networks;
using Mho.Numerics;

namespace Mho.Experiments.Physical;

/// <summary>Trains and tests one network after another; what an interrupted run has finished is read from its checkpoints.</summary>
/// <param name="folder">Of the run.</param>
/// <param name="training">How.</param>
/// <param name="images">What is learned and tested.</param>
/// <param name="progress">Hears how far each is.</param>
/// <param name="cancel">Ends it early.</param>
internal sealed class PointTrainer(RunFolder folder, Training training, DataSplit images, IProgressListener progress, CancellationToken cancel)
{
    private const string Accuracy = "test accuracy";

    /// <summary>A network, how it learned, and its share of right answers.</summary>
    /// <param name="name">Of its checkpoints.</param>
    /// <param name="title">For people who wait.</param>
    /// <param name="architecture">The network.</param>
    /// <param name="key">First weights, orders, noise.</param>
    public (TrainingResult Result, double Accuracy) Point(string name, string title, IArchitecture architecture, Key key)
    {
        cancel.ThrowIfCancellationRequested();
        Network network = Network(architecture);
        string done = Path.Combine(folder.Checkpoints, name + ".network.bin"), underway = Path.Combine(folder.Checkpoints, name + ".training.bin");
        if (File.Exists(done))
            return (TrainingFile.Read(done, network), double.Parse(TrainingFile.Notes(done)[Accuracy], CultureInfo.InvariantCulture));
        TrainingResult result = Learned(network, key, underway, new NamedStages(progress, title));
        double accuracy = result.Trained.Evaluate(images.Test).Accuracy;
        TrainingFile.Write(done, result, new Dictionary<string, string>(StringComparer.Ordinal) { [Accuracy] = accuracy.ToString("R", CultureInfo.InvariantCulture) });
        File.Delete(underway);
        return (result, accuracy);
    }

    /// <summary>The network of an architecture for these images.</summary>
    public Network Network(IArchitecture architecture)
    {
        try
        {
            return architecture.For(new(images.Train.Height, images.Train.Width, images.Train.Channels), images.Train.Classes);
        }
        catch (Exception exception) when (exception is ArgumentException)
        {
            throw new InputException(exception.Message, field: "network", inner: exception);
        }
    }

    /// <summary>Numbers that took long: computed once and kept for a run that resumes.</summary>
    public double[] Once(string name, Func<double[]> compute)
    {
        cancel.ThrowIfCancellationRequested();
        string path = Path.Combine(folder.Checkpoints, name + ".txt");
        if (File.Exists(path))
            return [.. File.ReadAllText(path).Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        double[] numbers = compute();
        folder.Write($"checkpoints/{name}.txt", string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))));
        return numbers;
    }

    private TrainingResult Learned(Network network, Key key, string checkpoint, IProgressListener listener)
    {
        try
        {
            return training.Fit(network, images.Train, key, checkpoint, listener, cancel);
        }
        catch (Exception exception) when (exception is ArgumentException or ArithmeticException)
        {
            throw new InputException(exception.Message, field: "training", inner: exception);
        }
    }
}
