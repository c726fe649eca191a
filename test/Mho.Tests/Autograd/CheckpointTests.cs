using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Mho.Autograd;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Autograd;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mho-checkpoint").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_interrupted_at_any_step_ends_with_the_bytes_of_one_that_was_not()
    {
        const int steps = 9;
        byte[] whole;
        using (Run run = new())
        {
            run.Train(0, steps);
            whole = run.Bytes();
        }

        for (int stop = 0; stop <= steps; stop++)
        {
            string path = Path.Combine(_folder, $"{stop}.ckpt");
            using (Run first = new())
            {
                first.Train(0, stop);
                Checkpoint.Take(first.Optimiser, new Dictionary<string, string>(StringComparer.Ordinal) { ["epoch"] = "3" }, first.Statistics).Write(path);
            }

            using Run second = new();
            Checkpoint read = Checkpoint.Read(path);
            Assert.Equal("3", read.Notes["epoch"]);
            read.Restore(second.Optimiser, second.Statistics);
            second.Train((int)second.Optimiser.Steps, steps);
            Assert.True(whole.AsSpan().SequenceEqual(second.Bytes()), $"the run resumed after step {stop} differs.");
        }
    }

    [Fact]
    public void A_cut_or_a_changed_byte_anywhere_is_refused_in_one_line_that_names_the_file()
    {
        byte[] good = File.ReadAllBytes(Written());
        string path = Path.Combine(_folder, "bad.ckpt");
        Prop.ForAll<int, byte, bool>((at, flip, cut) =>
        {
            int position = (int)((uint)at * 2654435761u % (uint)good.Length);
            byte[] bad = cut ? good[..position] : [.. good];
            if (!cut)
                bad[position] ^= (byte)(flip | 1);
            File.WriteAllBytes(path, bad);
            string message = Assert.Throws<InputException>(() => Checkpoint.Read(path)).Message;
            return message.StartsWith(path, StringComparison.Ordinal) && message.Contains("offset", StringComparison.Ordinal) && !message.Contains('\n');
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void A_file_of_another_kind_and_one_with_more_behind_it_are_refused()
    {
        string path = Path.Combine(_folder, "other");
        File.WriteAllText(path, "PK not ours, but long enough to hold a header and a checksum, so that only its first letters tell");
        Assert.Contains("not a Mho checkpoint", Assert.Throws<InputException>(() => Checkpoint.Read(path)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(path, [.. File.ReadAllBytes(Written()), 0]);
        Assert.Throws<InputException>(() => Checkpoint.Read(path));
    }

    [Fact]
    public void A_checkpoint_of_another_network_or_rule_changes_nothing()
    {
        Checkpoint checkpoint = Checkpoint.Read(Written());
        Parameter a = new("a", new Shape(2, 3)), wrong = new("a", new Shape(3, 2)), more = new("more", new Shape(1));
        Parameter b = new("b", new Shape(5));
        a.Values.Fill(7);
        b.Values.Fill(7);
        Assert.Throws<ArgumentException>(() => checkpoint.Restore(new Optimiser(new Adam(), b, wrong)));
        Assert.Throws<ArgumentException>(() => checkpoint.Restore(new Optimiser(new Adam(), a, b, more)));
        Assert.Throws<ArgumentException>(() => checkpoint.Restore(new Optimiser(new Adam(), b)));
        Assert.Throws<ArgumentException>(() => checkpoint.Restore(new Optimiser(new Adam(0.8), a, b)));
        Assert.All(a.Values.ToArray().Concat(b.Values.ToArray()), value => Assert.Equal(7, value));
        checkpoint.Restore(new Optimiser(new Adam(), a, b));
        Assert.All(a.Values.ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Writing_replaces_the_old_file_and_leaves_no_temporary_one()
    {
        Written();
        Written();
        Assert.Equal([Path.Combine(_folder, "good.ckpt")], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        string path = Path.Combine(Written(), "x.ckpt");
        Assert.StartsWith(path, Assert.Throws<InputException>(() => Checkpoint.Take(new Optimiser(new Sgd()), new Dictionary<string, string>(StringComparer.Ordinal)).Write(path)).Message, StringComparison.Ordinal);
    }

    private string Written()
    {
        string path = Path.Combine(_folder, "good.ckpt");
        Parameter a = new("a", new Shape(2, 3)), b = new("b", new Shape(5));
        a.Values.Fill(1);
        Checkpoint.Take(new Optimiser(new Adam(), a, b), new Dictionary<string, string>(StringComparer.Ordinal) { ["loss"] = "0.25" }).Write(path);
        return path;
    }

    /// <summary>A small network with everything that could lose its place: noise, dropout, moments, a learned range, a statistic.</summary>
    private sealed class Run : IDisposable
    {
        private readonly Key _key = new Key(9)["run"];
        private readonly Tape _tape = new();
        private readonly Tensor _x;
        private readonly int[] _labels = new int[8];

        public Run()
        {
            Parameter w1 = new("w1", new Shape(6, 20)), b1 = new("b1", new Shape(20)), range = new("range", new Shape(1)) { Decay = 1e-3 }, w2 = new("w2", new Shape(20, 3));
            _key["w1"].FillNormal(w1.Values);
            _key["w2"].FillNormal(w2.Values);
            range.Values[0] = 3;
            Optimiser = new Optimiser(new Adam(), w1, b1, range, w2);
            _x = _tape.Input(new Shape(8, 6));
            Tensor noisy = _tape.Record(new WeightNoise(_tape.Arena, w1.Tensor, 0.1));
            Tensor hidden = _tape.Record(new Dense(_tape.Arena, _x, noisy, b1.Tensor));
            Tensor quantised = _tape.Record(new QuantisedRelu(_tape.Arena, hidden, range.Tensor, 3));
            Tensor dropped = _tape.Record(new Dropout(_tape.Arena, quantised, 0.2));
            Tensor logits = _tape.Record(new Dense(_tape.Arena, dropped, w2.Tensor, null));
            _tape.Record(new SoftmaxCrossEntropy(_tape.Arena, logits, _labels));
        }

        public Optimiser Optimiser { get; }

        public Parameter Statistics { get; } = new("statistics", new Shape(6));

        public void Train(int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                Key key = _key["step"][i];
                key["x"].FillNormal(_x.Values);
                for (int row = 0; row < _labels.Length; row++)
                    _labels[row] = key["label"].Integer(row, 3);
                for (int j = 0; j < 6; j++)
                    Statistics.Values[j] = (0.9f * Statistics.Values[j]) + (0.1f * _x.Values[j]);
                Step step = new(key["noise"], Training: true);
                _tape.Forward(step);
                _tape.Backward(step);
                Optimiser.Update(0.01);
            }
        }

        public byte[] Bytes() => [.. Optimiser.Parameters.Append(Statistics).SelectMany(parameter => MemoryMarshal.AsBytes(parameter.Values).ToArray())];

        public void Dispose() => _tape.Dispose();
    }
}
