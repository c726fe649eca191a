using System.Globalization;
using Mho.Autograd;

namespace Mho.Networks;

/// <summary>What a training left, as a file: all numbers of the network with the statistics of batch norm, the epochs, and the caller's notes.</summary>
/// <remarks>
/// The file is a <see cref="Checkpoint"/> of the rule <c>trained</c>, without moments; it carries a checksum. Numbers come back to the last bit.
/// </remarks>
public static class TrainingFile
{
    private const string Rule = "trained", Kept = "kept", Epochs = "epochs";

    /// <summary>Writes it, whole or not at all.</summary>
    /// <param name="path">Where.</param>
    /// <param name="result">What is written.</param>
    /// <param name="notes">The caller's, for example which data it was; not <c>kept</c>, <c>epochs</c> or <c>epoch N</c>.</param>
    public static void Write(string path, TrainingResult result, IReadOnlyDictionary<string, string> notes)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(notes);
        Dictionary<string, string> all = new(notes, StringComparer.Ordinal)
        {
            [Kept] = result.KeptEpoch.ToString(CultureInfo.InvariantCulture),
            [Epochs] = result.History.Count.ToString(CultureInfo.InvariantCulture),
        };
        foreach (Epoch epoch in result.History)
            all[Epoch.NoteOf(epoch.Number)] = epoch.ToNote();
        NamedTensor[] tensors = [.. result.Trained.Parameters.All.Select(parameter => new NamedTensor(parameter.Name, parameter.Shape, parameter.Values.ToArray()))];
        new Checkpoint(Rule, 0, all, tensors).Write(path);
    }

    /// <summary>The notes of a file, its own included.</summary>
    /// <exception cref="InputException">It is missing, cut off, damaged or of another kind.</exception>
    public static IReadOnlyDictionary<string, string> Notes(string path) => Read(path).Notes;

    /// <summary>Reads the file of a network of these very layers.</summary>
    /// <exception cref="InputException">It is missing, cut off, damaged, of another kind or of another network.</exception>
    public static TrainingResult Read(string path, Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Checkpoint file = Read(path);
        Dictionary<string, NamedTensor> stored = file.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        ParameterSet parameters = network.Initialize(default);
        foreach (Parameter parameter in parameters.All)
        {
            if (!stored.Remove(parameter.Name, out NamedTensor? own))
                throw Foreign($"has no {parameter.Name}", path);
            if (own.Shape != parameter.Shape)
                throw Foreign($"holds {parameter.Name} as {own.Shape}, and the network needs {parameter.Shape}", path);
            own.Values.Span.CopyTo(parameter.Values);
        }

        if (stored.Count > 0)
            throw Foreign($"holds {stored.Keys.Order(StringComparer.Ordinal).First()}, which the network lacks", path);
        try
        {
            int epochs = Whole(file, Epochs);
            Epoch[] history = [.. Enumerable.Range(1, epochs).Select(number => Epoch.FromNote(number, file.Notes[Epoch.NoteOf(number)]))];
            int kept = Whole(file, Kept) is var number && number >= 0 && number <= epochs ? number : throw new FormatException($"epoch {number} of {epochs} was kept.");
            return new TrainingResult(new TrainedNetwork(network, parameters), history, kept);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or KeyNotFoundException or ArgumentException)
        {
            throw new InputException($"does not say how the network learned: {fault.Message} Train it anew.", path, inner: fault);
        }
    }

    private static Checkpoint Read(string path)
    {
        try
        {
            Checkpoint file = Checkpoint.Read(path);
            return file.Rule == Rule ? file : throw new InputException("is the checkpoint of a training under way, not a trained network; name the folder of a finished run.", path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read: {fault.Message}", path, inner: fault);
        }
    }

    private static int Whole(Checkpoint file, string note) => int.Parse(file.Notes[note], CultureInfo.InvariantCulture);

    private static InputException Foreign(string what, string path) => new($"{what}: it belongs to another network; name the architecture and data that it was trained with, or train anew.", path);
}
