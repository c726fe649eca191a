namespace Mho.Autograd;

/// <summary>All that a run needs to go on as if nothing had happened: parameters, the optimiser's moments and steps, and what the trainer notes.</summary>
/// <remarks>Random numbers need no state: they are addressed by keys, and the step tells which.</remarks>
public sealed class Checkpoint
{
    /// <summary>A checkpoint of these parts; <see cref="Take"/> makes one of a running optimiser.</summary>
    internal Checkpoint(string rule, long steps, IReadOnlyDictionary<string, string> notes, IReadOnlyList<NamedTensor> tensors) =>
        (Rule, Steps, Notes, Tensors) = (rule, steps, notes, tensors);

    /// <summary>The update rule as text, with its constants; a different one is refused by <see cref="Restore"/>.</summary>
    public string Rule { get; }

    /// <summary>Updates done.</summary>
    public long Steps { get; }

    /// <summary>What the trainer wrote down: epoch, loss so far, a digest of the experiment.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; }

    /// <summary>Parameters by name, and their moments as <c>name#0</c>, <c>name#1</c>.</summary>
    public IReadOnlyList<NamedTensor> Tensors { get; }

    /// <summary>Copies the state of an optimiser.</summary>
    /// <param name="optimiser">Its parameters, moments and steps.</param>
    /// <param name="notes">A few words of the trainer's.</param>
    /// <param name="further">State that no optimiser changes, such as the running statistics of batch normalisation.</param>
    public static Checkpoint Take(Optimiser optimiser, IReadOnlyDictionary<string, string> notes, params IEnumerable<Parameter> further)
    {
        ArgumentNullException.ThrowIfNull(optimiser);
        ArgumentNullException.ThrowIfNull(notes);
        NamedTensor[] tensors = [.. State(optimiser, further).Select(part => new NamedTensor(part.Name, part.Tensor.Shape, part.Tensor.Values.ToArray()))];
        return new Checkpoint($"{optimiser.Rule}", optimiser.Steps, notes, tensors);
    }

    /// <summary>Puts the state back. Everything is compared first: if a name or a shape differs, this throws and nothing has changed.</summary>
    public void Restore(Optimiser optimiser, params IEnumerable<Parameter> further)
    {
        ArgumentNullException.ThrowIfNull(optimiser);
        (string Name, Tensor Tensor)[] state = [.. State(optimiser, further)];
        Dictionary<string, NamedTensor> stored = Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        if (Rule != $"{optimiser.Rule}")
            throw new ArgumentException($"the checkpoint was written under {Rule}, the optimiser is {optimiser.Rule}; use the same rule or train anew.", nameof(optimiser));
        foreach ((string name, Tensor tensor) in state)
        {
            if (!stored.TryGetValue(name, out NamedTensor? own))
                throw new ArgumentException($"the checkpoint has no tensor '{name}'; it belongs to another network.", nameof(optimiser));
            if (own.Shape != tensor.Shape)
                throw new ArgumentException($"'{name}' is {own.Shape} in the checkpoint and {tensor.Shape} in the network; it belongs to another network.", nameof(optimiser));
        }

        if (stored.Count != state.Length)
        {
            string foreign = stored.Keys.Except(state.Select(part => part.Name), StringComparer.Ordinal).First();
            throw new ArgumentException($"the checkpoint's tensor '{foreign}' has no place in the network; it belongs to another one.", nameof(optimiser));
        }

        foreach ((string name, Tensor tensor) in state)
            stored[name].Values.Span.CopyTo(tensor.Values);
        optimiser.Steps = Steps;
    }

    /// <summary>Writes the file whole or not at all: to a temporary name, flushed to the disk, then renamed; folders are made as needed.</summary>
    public void Write(string path) => CheckpointFile.Write(path, this);

    /// <summary>Reads a file that <see cref="Write"/> made.</summary>
    /// <exception cref="InputException">The file is cut off, damaged or of another kind; the message is one line with file, offset and way out.</exception>
    public static Checkpoint Read(string path) => CheckpointFile.Read(path);

    private static IEnumerable<(string Name, Tensor Tensor)> State(Optimiser optimiser, IEnumerable<Parameter> further)
    {
        for (int i = 0; i < optimiser.Parameters.Count; i++)
        {
            Parameter parameter = optimiser.Parameters[i];
            yield return (parameter.Name, parameter.Tensor);
            for (int moment = 0; moment < optimiser.Rule.Moments; moment++)
                yield return ($"{parameter.Name}#{moment}", optimiser.MomentsOf(i)[moment]);
        }

        foreach (Parameter parameter in further)
            yield return (parameter.Name, parameter.Tensor);
    }
}
