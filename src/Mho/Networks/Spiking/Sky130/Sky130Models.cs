using System.Text;

namespace Mho.Networks.Spiking.Sky130;

/// <summary>The process's own model files of its 1.8 V transistors, typical corner, on this machine.</summary>
/// <remarks>
/// SkyWater SKY130, google/skywater-pdk-libs-sky130_fd_pr, Apache License 2.0. Left out: other corners, mismatch (its parameters are there and switched off), low and
/// high threshold voltages.
/// </remarks>
public sealed record Sky130Models
{
    private static readonly string[] Parts = ["mismatch.corner", "tt.pm3"];

    /// <summary>Models in a folder.</summary>
    /// <param name="folder">Holds the files of <see cref="Files"/>, or a folder <c>models</c> that does.</param>
    /// <exception cref="InputException">A file is missing; says which and how to get it.</exception>
    public Sky130Models(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string below = Path.Combine(folder, "models");
        Folder = Directory.Exists(below) ? below : folder;
        if (Files.FirstOrDefault(file => !File.Exists(Path.Combine(Folder, file))) is string missing)
            throw new InputException($"holds no {missing}; name a folder with the transistor models of SKY130, or get them by \"mho data fetch sky130\".", Folder);
    }

    /// <summary>The files it needs.</summary>
    public static IReadOnlyList<string> Files { get; } =
        ["lod.spice", .. from channel in Enum.GetValues<Channel>() from part in Parts select FileOf(channel, part)];

    /// <summary>Where they are.</summary>
    public string Folder { get; }

    /// <summary>Lines of a deck that state the transistors of a circuit; lengths are µm from here on.</summary>
    /// <exception cref="InputException">A file cannot be read, or has no model of a size.</exception>
    public string Card(IReadOnlyCollection<Transistor> transistors)
    {
        StringBuilder card = new("* Sizes in micrometres. Transistor models: SkyWater SKY130, typical corner; of their ranges of sizes those in use, unchanged.\n.option scale=1.0u\n");
        card.Append(Text("lod.spice")).Append('\n');
        foreach (IGrouping<Channel, Transistor> kind in transistors.Distinct().GroupBy(transistor => transistor.Channel).OrderBy(kind => kind.Key))
        {
            string models = FileOf(kind.Key, Parts[1]);
            card.Append(Text(FileOf(kind.Key, Parts[0]))).Append('\n');
            card.Append(ModelBins.Pick(Text(models), Path.Combine(Folder, models), kind)).Append('\n');
        }

        return card.ToString();
    }

    private static string FileOf(Channel channel, string part) => $"{Transistor.NameOf(channel)}__{part}.spice";

    private string Text(string file)
    {
        string path = Path.Combine(Folder, file);
        try
        {
            return File.ReadAllText(path).ReplaceLineEndings("\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read: {exception.Message}", path, inner: exception);
        }
    }
}
