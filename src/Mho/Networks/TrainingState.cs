using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Everything that a training run must remember to go on as if it had never stopped.</summary>
/// <remarks>File: "mho training 1", the numbers little-endian in the order below, then the SHA-256 of all that. Written whole or not at all.</remarks>
internal sealed class TrainingState(ParameterSet parameters, Optimiser optimiser, ParameterSet best)
{
    private const string Mark = "mho training 1";

    private readonly List<Epoch> _history = [];

    public ParameterSet Parameters => parameters;

    /// <summary>The parameters of the best epoch so far.</summary>
    public ParameterSet Best => best;

    /// <summary>Its number; 0 before the first.</summary>
    public int BestEpoch { get; private set; }

    public IReadOnlyList<Epoch> History => _history;

    /// <summary>Steps done of the present epoch.</summary>
    public int Step { get; set; }

    /// <summary>Sum of the losses of the present epoch.</summary>
    public double Loss { get; set; }

    /// <summary>Right answers of the present epoch.</summary>
    public long Correct { get; set; }

    /// <summary>Images of the present epoch.</summary>
    public long Seen { get; set; }

    /// <summary>Closes an epoch.</summary>
    public void Add(Epoch epoch)
    {
        Epoch? champion = BestEpoch == 0 ? null : _history[BestEpoch - 1];
        _history.Add(epoch);
        (Step, Loss, Correct, Seen) = (0, 0, 0, 0);
        if (champion is not null && (epoch.ValidationAccuracy, -epoch.ValidationLoss).CompareTo((champion.ValidationAccuracy, -champion.ValidationLoss)) <= 0)
            return;
        best.CopyFrom(parameters);
        BestEpoch = epoch.Number;
    }

    /// <summary>Writes the checkpoint.</summary>
    public void Write(string file)
    {
        using MemoryStream memory = new();
        using (BinaryWriter writer = new(memory, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Mark);
            foreach (Tensor tensor in Tensors())
            {
                writer.Write(tensor.Shape.Count);
                writer.Write(MemoryMarshal.AsBytes(tensor.Values));
            }

            writer.Write(optimiser.Steps);
            writer.Write(_history.Count);
            foreach (Epoch epoch in _history)
            {
                foreach (double number in (ReadOnlySpan<double>)[epoch.Rate, epoch.Loss, epoch.Accuracy, epoch.ValidationLoss, epoch.ValidationAccuracy])
                    writer.Write(number);
            }

            writer.Write(BestEpoch);
            writer.Write(Step);
            writer.Write(Loss);
            writer.Write(Correct);
            writer.Write(Seen);
        }

        memory.Write(SHA256.HashData(memory.GetBuffer().AsSpan(0, (int)memory.Length)));
        AtomicFile.Write(file, memory.ToArray());
    }

    /// <summary>Reads a checkpoint into the parameters, the optimiser and this.</summary>
    /// <exception cref="InputException">The file is damaged or of another network.</exception>
    public void Read(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        if (bytes.Length < 32 || !SHA256.HashData(bytes.AsSpan(0, bytes.Length - 32)).AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - 32)))
            throw new InputException("is damaged: its checksum does not fit; delete it and the training begins anew.", file);
        using BinaryReader reader = new(new MemoryStream(bytes), Encoding.UTF8);
        if (!string.Equals(reader.ReadString(), Mark, StringComparison.Ordinal))
            throw new InputException($"is not a checkpoint of this version (\"{Mark}\"); delete it and the training begins anew.", file);
        foreach (Tensor tensor in Tensors())
        {
            int count = reader.ReadInt32();
            if (count != tensor.Shape.Count)
                throw new InputException($"holds {count} numbers where this network has {tensor.Shape.Count}: it is of another network; delete it.", file);
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(tensor.Values));
        }

        optimiser.Steps = reader.ReadInt64();
        _history.Clear();
        int epochs = reader.ReadInt32();
        for (int i = 1; i <= epochs; i++)
            _history.Add(new Epoch(i, reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()));
        BestEpoch = reader.ReadInt32();
        Step = reader.ReadInt32();
        Loss = reader.ReadDouble();
        Correct = reader.ReadInt64();
        Seen = reader.ReadInt64();
    }

    private IEnumerable<Tensor> Tensors()
    {
        foreach (Parameter parameter in parameters.All)
            yield return parameter.Tensor;
        foreach (Parameter parameter in best.All)
            yield return parameter.Tensor;
        for (int i = 0; i < optimiser.Parameters.Count; i++)
        {
            foreach (Tensor moment in optimiser.MomentsOf(i).ToArray())
                yield return moment;
        }
    }
}
