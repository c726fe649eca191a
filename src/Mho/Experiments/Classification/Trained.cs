using System.Globalization;
using System.Security.Cryptography;
using Mho.Autograd;
using Mho.Experiments.Binding;
using Mho.Experiments.DataSets;
using Mho.Networks;

namespace Mho.Experiments.Classification;

/// <summary>The network that a finished run trained: train once, then deploy on as many devices and chips as you like.</summary>
/// <remarks>
/// In JSON <c>"network": { "from": "runs/mnist-cnn" }</c> or <c>"network": "runs/mnist-cnn"</c>. Layers, data set and training are those of that run; an
/// experiment need not repeat them, and one that says others is refused. An experiment on the same chip, with the same seed, finds the very numbers of
/// the run that trained. The checksum is that of the file <see cref="FileName"/> in the folder; an experiment that gives it accepts no other network.
/// </remarks>
[Model("trained", ToldBy = "from")]
public sealed record Trained : IArchitecture
{
    /// <summary>The file of a run folder that keeps the network.</summary>
    public const string FileName = "network.bin";

    /// <summary>Finds the network and checks its file.</summary>
    /// <param name="from">The folder of a finished run, or a copy of its network.bin.</param>
    /// <param name="sha256">The file's SHA-256 in hexadecimal digits, as <c>sha256sum</c> prints it; any if empty.</param>
    /// <exception cref="InputException">There is no such run, it is not finished, or the file is cut off, damaged or not the one meant.</exception>
    public Trained(string from, string sha256 = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentNullException.ThrowIfNull(sha256);
        From = Path.TrimEndingDirectorySeparator(Path.GetFullPath(from));
        Sha256 = Checksum();
        if (sha256.Length > 0 && !string.Equals(sha256, Sha256, StringComparison.OrdinalIgnoreCase))
            throw new InputException($"has the checksum {Sha256[..8]}…, and the experiment means the network {Start(sha256)}…: it was trained anew or replaced. Leave sha256 out to take the network that is there.", NetworkFile);
        IReadOnlyDictionary<string, string> notes = TrainingFile.Notes(NetworkFile);
        Architecture = Said<IArchitecture>(notes, "network");
        Data = Said<IDataSet>(notes, "data");
        Training = Said<Training>(notes, "training");
        (Input, Classes) = Shapes(notes);
    }

    /// <summary>Full path of the run folder or file.</summary>
    [RelativePath]
    public string From { get; }

    /// <summary>SHA-256 of the network's file, 64 hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>The architecture that was trained.</summary>
    internal IArchitecture Architecture { get; }

    /// <summary>The data it was trained on.</summary>
    internal IDataSet Data { get; }

    /// <summary>How it was trained.</summary>
    internal Training Training { get; }

    /// <summary>Shape of an image.</summary>
    internal Shape Input { get; }

    /// <summary>Number of classes.</summary>
    internal int Classes { get; }

    private string NetworkFile => Directory.Exists(From) ? Path.Combine(From, FileName) : From;

    /// <inheritdoc/>
    public Network For(Shape input, int classes) => input == Input && classes == Classes
        ? Architecture.For(input, classes)
        : throw new InputException($"was trained on images of {Input} and {Classes} classes; the data have {input} and {classes}. Name the data it was trained on, or train anew.", NetworkFile);

    /// <summary>The network with its numbers, and how it learned.</summary>
    /// <exception cref="InputException">The file has changed since it was named.</exception>
    public TrainingResult Load()
    {
        if (!string.Equals(Checksum(), Sha256, StringComparison.Ordinal))
            throw new InputException("has changed since the experiment named it; wait for what writes it, and start again.", NetworkFile);
        return TrainingFile.Read(NetworkFile, For(Input, Classes));
    }

    /// <summary>Refuses what an experiment says of a network that it only takes over and that is not true.</summary>
    internal void MustAgree(IDataSet data, Training training)
    {
        if (RecordJson.Write(data) is var said && RecordJson.Write(Data) is var own && said != own)
            throw new InputException($"is {OneLine(said)}, and the network of {From} was trained on {OneLine(own)}; name that data set, or leave data out (--set data=null).", field: "data");
        if (RecordJson.Write(training) != RecordJson.Write(Training))
            throw new InputException($"differs from how the network of {From} was trained; leave training out (--set training=null), or name an architecture to train anew.", field: "training");
    }

    /// <summary>Keeps a trained network in a file that can be named.</summary>
    internal static void Keep(string path, IArchitecture architecture, IDataSet data, Training training, ulong seed, TrainingResult result)
    {
        if (architecture is Trained trained)
        {
            AtomicFile.Write(path, File.ReadAllBytes(trained.NetworkFile));
            return;
        }

        Network network = result.Trained.Network;
        TrainingFile.Write(path, result, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["network"] = RecordJson.Write(architecture),
            ["data"] = RecordJson.Write(data),
            ["training"] = RecordJson.Write(training),
            ["seed"] = seed.ToString(CultureInfo.InvariantCulture),
            ["input"] = string.Join(' ', Enumerable.Range(0, network.Input.Rank).Select(axis => network.Input[axis].ToString(CultureInfo.InvariantCulture))),
            ["classes"] = network.Output.Count.ToString(CultureInfo.InvariantCulture),
        });
    }

    private string Checksum()
    {
        if (From.EndsWith(RunFolder.Unfinished, StringComparison.Ordinal) || (!Path.Exists(From) && Directory.Exists(From + RunFolder.Unfinished)))
            throw new InputException("the run is not finished; repeat its command, which resumes it, and then name the folder.", From);
        if (!Path.Exists(From))
            throw new InputException("there is no such run folder; give the one that a finished run printed, such as runs/mnist-cnn-01234567.", From);
        if (!File.Exists(NetworkFile))
        {
            throw new InputException(File.Exists(Path.Combine(From, "experiment.json"))
                ? $"the run keeps no {FileName}: an older Mho finished it, or it trained no network; run it again with --again."
                : "is not the folder of a finished run; give the one that a finished run printed.", From);
        }

        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(NetworkFile)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read: {fault.Message}", NetworkFile, inner: fault);
        }
    }

    private T Said<T>(IReadOnlyDictionary<string, string> notes, string name)
        where T : notnull => RecordJson.Read<T>(Note(notes, name), $"{name} in {NetworkFile}");

    private (Shape Input, int Classes) Shapes(IReadOnlyDictionary<string, string> notes)
    {
        try
        {
            int[] lengths = [.. Note(notes, "input").Split(' ').Select(length => int.Parse(length, CultureInfo.InvariantCulture))];
            return (new Shape(lengths), int.Parse(Note(notes, "classes"), CultureInfo.InvariantCulture));
        }
        catch (Exception fault) when (fault is OverflowException or ArgumentException or FormatException and not InputException)
        {
            throw new InputException($"does not say which images it takes: {fault.Message} Train it anew.", NetworkFile, inner: fault);
        }
    }

    private string Note(IReadOnlyDictionary<string, string> notes, string name) => notes.TryGetValue(name, out string? note)
        ? note
        : throw new InputException($"does not say its {name}; another program wrote it. Train anew.", NetworkFile);

    private static string OneLine(string json) => string.Join(' ', json.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Start(string digits) => digits[..Math.Min(8, digits.Length)];
}
