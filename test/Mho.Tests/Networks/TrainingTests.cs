using System.Security.Cryptography;
using Mho.Autograd;
using Mho.Experiments.DataSets;
using Mho.Networks;
using Mho.Numerics;
using Xunit;
using BatchNorm = Mho.Networks.BatchNorm;
using Dense = Mho.Networks.Dense;
using Dropout = Mho.Networks.Dropout;
using QuantisedRelu = Mho.Networks.QuantisedRelu;

namespace Mho.Tests.Networks;

public sealed class TrainingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mho-training").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Network Small(LabelledImages images) => new(new Shape(images.ImageLength),
        [new InputQuantiser(4), new Dense(12), new BatchNorm(), new QuantisedRelu(), new Dropout(0.1), new Dense(images.Classes)]);

    private static LabelledImages Digits()
    {
        LabelledImages train = new Digits().Load().Train.Take(300);
        return new LabelledImages(train.Name, 1, 1, train.ImageLength, train.Classes, train.Scale, train.Pixels, train.Labels);
    }

    private static readonly Training Noisy = new() { Epochs = 4, Batch = 20, Schedule = new ConstantRate(0.01), WeightNoise = 0.1, RangeDecay = 1e-3, Validation = 0.2, Keep = Keep.Best, CheckpointSteps = 3 };

    [Fact]
    public void A_small_network_learns_the_digits()
    {
        DataSplit digits = new Digits().Load();
        Network network = new DigitsCnn(Channels: 4).For(new Shape(8, 8, 1), 10);
        TrainingResult result = new Training { Epochs = 6, Batch = 32, Schedule = new ConstantRate(5e-3) }.Fit(network, digits.Train, new Key(1));
        Assert.Equal(6, result.History.Count);
        Assert.True(result.History[^1].Loss < 0.3 * result.History[0].Loss, $"loss {result.History[0].Loss} → {result.History[^1].Loss}");
        Assert.True(result.Trained.Evaluate(digits.Test).Accuracy > 0.9, $"{result.Trained.Evaluate(digits.Test).Accuracy}");
    }

    [Fact]
    public void Killed_at_any_steps_and_run_again_it_ends_with_the_same_bytes()
    {
        LabelledImages images = Digits();
        string whole = Bytes(Noisy.Fit(Small(images), images, new Key(7), Path.Combine(_folder, "whole")));
        for (int trial = 0; trial < 3; trial++)
        {
            string file = Path.Combine(_folder, $"killed{trial}");
            TrainingResult? result = null;
            for (int life = 0; result is null; life++)
            {
                // Even lives die without a last word, as by a power cut; odd ones are asked to stop.
                using CancellationTokenSource source = new();
                Dying listener = new(1 + new Key(11)[trial].Integer(life, 17), life % 2 == 0 ? null : source);
                try
                {
                    result = Noisy.Fit(Small(images), images, new Key(7), file, listener, source.Token);
                }
                catch (Exception exception) when (exception is OperationCanceledException or IOException)
                {
                    Assert.True(life < 60, "it never comes to an end");
                }
            }

            Assert.Equal(whole, Bytes(result));
        }
    }

    [Fact]
    public void The_trained_bytes_do_not_depend_on_the_number_of_threads()
    {
        LabelledImages images = Digits();
        int threads = Workers.Count;
        try
        {
            string[] found = [.. new[] { 1, 2, 8 }.Select(count =>
            {
                Workers.Count = count;
                return Bytes(Noisy.Fit(Small(images), images, new Key(7)));
            })];
            Assert.Equal(found[0], found[1]);
            Assert.Equal(found[0], found[2]);
        }
        finally
        {
            Workers.Count = threads;
        }
    }

    [Fact]
    public void The_best_epoch_is_kept_when_asked_for()
    {
        LabelledImages images = Digits();
        TrainingResult best = Noisy.Fit(Small(images), images, new Key(7)), last = (Noisy with { Keep = Keep.Last }).Fit(Small(images), images, new Key(7));
        Assert.Equal(best.History, last.History);
        Assert.Equal(best.History.Max(epoch => epoch.ValidationAccuracy), best.History[best.KeptEpoch - 1].ValidationAccuracy);
        Assert.Equal(4, last.KeptEpoch);
    }

    [Fact]
    public void A_damaged_checkpoint_and_one_of_another_network_are_refused_by_name()
    {
        LabelledImages images = Digits();
        string file = Path.Combine(_folder, "checkpoint");
        (Noisy with { Epochs = 1 }).Fit(Small(images), images, new Key(7), file);
        Network other = new(new Shape(images.ImageLength), [new Dense(images.Classes)]);
        Assert.Contains("another network", Assert.Throws<InputException>(() => Noisy.Fit(other, images, new Key(7), file)).Message, StringComparison.Ordinal);
        byte[] bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
        Assert.Contains("damaged", Assert.Throws<InputException>(() => Noisy.Fit(Small(images), images, new Key(7), file)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(file, bytes[..10]);
        Assert.Contains("is cut off", Assert.Throws<InputException>(() => Noisy.Fit(Small(images), images, new Key(7), file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_the_same_network_that_no_training_wrote_is_refused()
    {
        LabelledImages images = Digits();
        string file = Path.Combine(_folder, "foreign");
        (Noisy with { Epochs = 0 }).Fit(Small(images), images, new Key(7), file);
        Assert.False(File.Exists(file));
        (Noisy with { Epochs = 1 }).Fit(Small(images), images, new Key(7), file);
        Checkpoint whole = Checkpoint.Read(file);
        Dictionary<string, string> notes = new(whole.Notes, StringComparer.Ordinal);
        notes.Remove("seen");
        new Checkpoint(whole.Rule, whole.Steps, notes, whole.Tensors).Write(file);
        string message = Assert.Throws<InputException>(() => Noisy.Fit(Small(images), images, new Key(7), file)).Message;
        Assert.StartsWith(file, message, StringComparison.Ordinal);
        Assert.Contains("no note 'seen'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_epoch_ends_with_the_rate_of_the_schedule()
    {
        LabelledImages images = Digits();
        TrainingResult result = (Noisy with { Schedule = new CoolDownRate(0.01, 2) }).Fit(Small(images), images, new Key(7));
        // 240 images are learnt in 12 steps an epoch: the last step of an epoch is 1/12 before its end.
        double[] expected = [0.01, 0.01, 0.01 * (13.0 / 12) / 2, 0.01 * (1.0 / 12) / 2];
        Assert.All(result.History, (epoch, i) => Assert.Equal(expected[i], epoch.Rate, 1e-12));
    }

    [Fact]
    public void Augmentation_shifts_by_whole_pixels_and_mirrors()
    {
        LabelledImages image = new("row", 1, 5, 1, 2, 1, [1, 2, 3, 4, 5], [0]);
        HashSet<string> seen = [];
        float[] values = new float[5];
        for (int i = 0; i < 200; i++)
        {
            new Augmentation(Shift: 0.2, Flip: true).Copy(image, 0, values, new Key(3)[i]);
            seen.Add(string.Join("", values));
        }

        // Three shifts (one pixel each way), each as it is and mirrored before the shift.
        Assert.Equal("11234 12345 23455 43211 54321 55432", string.Join(' ', seen.Order(StringComparer.Ordinal)));
    }

    private static string Bytes(TrainingResult result)
    {
        using MemoryStream memory = new();
        foreach (Parameter parameter in result.Trained.Parameters.All)
            memory.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(parameter.Values));
        return Convert.ToHexString(SHA256.HashData(memory.ToArray())) + string.Join('\n', result.History) + result.KeptEpoch;
    }

    private sealed class Dying(int after, CancellationTokenSource? gently) : IProgressListener
    {
        private int _left = after;

        public void Begin(string stage, long total)
        {
        }

        public void Advance(long done, string? note = null)
        {
            if (--_left > 0)
                return;
            if (gently is null)
                throw new IOException("killed");
            gently.Cancel();
        }
    }
}
