using System.CommandLine;
using Mho.Experiments.Binding;
using Mho.Experiments.DataSets;

namespace Mho.Cli.Commands;

/// <summary><c>mho data</c>: which data sets there are, and getting them.</summary>
internal sealed class DataCommand : ICommandFile
{
    private const string About = """
        List and download data sets. MHO_DATA names a folder that is looked in first.

        Examples:
          mho data list
          mho data fetch mnist
        """;

    private const string ListAbout = """
        List the data sets and which of them are on this machine.

        Examples:
          mho data list
        """;

    private const string FetchAbout = """
        Download a data set from its official place, with checksum; an interrupted download resumes.

        Examples:
          mho data fetch mnist
        """;

    private readonly Argument<string> _name = new("name") { Description = "A data set of \"mho data list\"." };

    /// <inheritdoc/>
    public int Order => 10;

    /// <inheritdoc/>
    public Command Create(Terminal terminal)
    {
        Command list = new("list", ListAbout);
        list.SetAction(_ => List(terminal));
        Command fetch = new("fetch", FetchAbout) { _name };
        fetch.SetAction((parsed, cancel) => Task.FromResult(Fetch(parsed.GetValue(_name)!, terminal, cancel)));
        return new Command("data", About) { list, fetch };
    }

    private static int List(Terminal terminal)
    {
        foreach ((string name, Type type) in Models.Of(typeof(IFetched)))
        {
            IFetched set = Set(type);
            string where = set.Downloads.Count == 0 ? "embedded" : Present(name, set) ? "here" : $"not here: mho data fetch {name}";
            terminal.Output.WriteLine($"{name,-14} {set.Description}; {set.Licence} ({where})");
        }

        return ExitCode.Success;
    }

    private static int Fetch(string name, Terminal terminal, CancellationToken cancel)
    {
        IReadOnlyList<(string Name, Type Type)> known = Models.Of(typeof(IFetched));
        Type type = known.FirstOrDefault(model => model.Name == name).Type
            ?? throw new InputException($"no data set is called \"{name}\"; {Spelling.Advice(name, known.Select(model => model.Name))}");
        IFetched set = Set(type);
        if (set.Downloads.Count == 0)
        {
            terminal.Output.WriteLine($"{name} is embedded; there is nothing to download.");
            return ExitCode.Success;
        }

        string folder = LiveProgress.Show(terminal, listener => Fetching.Fetch(name, set, listener, cancel));
        terminal.Output.WriteLine(folder);
        return ExitCode.Success;
    }

    private static IFetched Set(Type type) => RecordJson.Read<IFetched>($"{{\"model\": \"{Models.NameOf(type)}\"}}", "data set");

    private static bool Present(string name, IFetched set) =>
        set.Downloads.All(download => (download.Members.Count > 0 ? download.Members : [download.File]).All(file => DataFolder.TryFind(name, file) is not null));
}
