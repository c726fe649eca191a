using Mho.Autograd;
using Mho.Networks;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Networks;

/// <summary>Which images a training learns from, which it only watches, which parameters it returns, and that its noise is always new.</summary>
public sealed class TrainingDataTests
{
    private const int Count = 20;

    private static readonly Network Line = new(new Shape(Count), [new Mho.Networks.Dense(2, Bias: false)]);

    private static readonly Training Plain = new() { Epochs = 1, Batch = 5, Optimiser = new Sgd(), Schedule = new ConstantRate(1), Validation = 0.5 };

    // Image i lights pixel i only: row i of the kernel moves when, and only when, image i is learned from.
    private static LabelledImages OneHot(Func<int, int> label)
    {
        byte[] pixels = new byte[Count * Count];
        for (int i = 0; i < Count; i++)
            pixels[i * (Count + 1)] = 255;
        return new LabelledImages("one-hot", 1, 1, Count, 2, 1 / 255f, pixels, [.. Enumerable.Range(0, Count).Select(label)]);
    }

    private static float[] Kernel(TrainingResult result) => result.Trained.Parameters["dense1.kernel"].Values.ToArray();

    [Fact]
    public void Images_set_aside_for_validation_are_not_learned_from_and_only_they_are_watched()
    {
        LabelledImages images = OneHot(i => i % 2);
        TrainingResult result = Plain.Fit(Line, images, new Key(3));
        float[] before = Kernel((Plain with { Epochs = 0 }).Fit(Line, images, new Key(3))), after = Kernel(result);
        int[] still = [.. Enumerable.Range(0, Count).Where(i => before[2 * i] == after[2 * i] && before[(2 * i) + 1] == after[(2 * i) + 1])];
        Assert.Equal(Count / 2, still.Length);
        double loss = still.Average(i => Math.Log(1 + Math.Exp(before[(2 * i) + 1 - (i % 2)] - before[(2 * i) + (i % 2)])));
        Assert.Equal(loss, result.History[0].ValidationLoss, 1e-5);
    }

    [Fact]
    public void The_best_epoch_keeps_its_own_parameters_when_later_ones_are_worse()
    {
        int[] order = new int[Count];
        new Key(3)["split"].Permutation(order);
        int[] watched = order[..(Count / 2)];

        // All images alike; what is learned is the opposite of what is watched, so every further epoch is worse.
        byte[] pixels = new byte[Count * Count];
        Array.Fill(pixels, (byte)255);
        LabelledImages images = new("opposite", 1, 1, Count, 2, 1 / 255f, pixels, [.. Enumerable.Range(0, Count).Select(i => watched.Contains(i) ? 0 : 1)]);
        Training training = Plain with { Schedule = new ConstantRate(0.01), Epochs = 3 };
        TrainingResult best = (training with { Keep = Keep.Best }).Fit(Line, images, new Key(3)), last = training.Fit(Line, images, new Key(3));
        Assert.True(best.History[0].ValidationLoss < best.History[1].ValidationLoss && best.History[1].ValidationLoss < best.History[2].ValidationLoss);
        Assert.Equal(1, best.KeptEpoch);
        Assert.Equal(Kernel((training with { Epochs = 1 }).Fit(Line, images, new Key(3))), Kernel(best));
        Assert.NotEqual(Kernel(last), Kernel(best));
    }

    [Fact]
    public void Every_step_of_every_epoch_draws_new_noise_of_the_weights()
    {
        List<string> seen = [];
        Network network = new(new Shape(Count), [new Watched(seen)]);
        (Plain with { Epochs = 3, Schedule = new ConstantRate(1e-30), WeightNoise = 0.1, Validation = 0 }).Fit(network, OneHot(i => i % 2), new Key(3));
        Assert.Equal(12, seen.Count);
        Assert.Equal(12, seen.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>A dense layer that writes down the weights of each training step.</summary>
    [Model("watched")]
    private sealed record Watched(List<string> Seen) : ILayer
    {
        public Shape Infer(Shape input) => new(2);

        public IEnumerable<LayerParameter> Parameters(Shape input) => [new("kernel", new Shape(input.Count, 2), Initial.Glorot(input.Count, 2))];

        public Tensor Record(Recorder recorder, Tensor input)
        {
            Tensor kernel = recorder.Weights(bias: false).Kernel;
            recorder.Tape.Record(new Note(kernel, Seen));
            return recorder.Tape.Record(new Mho.Autograd.Dense(recorder.Arena, input, kernel, null));
        }
    }

    private sealed class Note(Tensor kernel, List<string> seen) : Operation(kernel)
    {
        public override void Forward(in Step step)
        {
            if (step.Training)
                seen.Add(string.Join(' ', Output.Values.ToArray()));
        }

        public override void Backward(in Step step)
        {
        }
    }
}
