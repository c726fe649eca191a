using Mho.Cli;
using Mho.Numerics;

namespace Mho.Tests.Cli;

/// <summary>A folder of small arrays, and the command line run in it.</summary>
public abstract class CrossbarFiles : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mho-crossbar-").FullName;

    /// <summary>Deletes the folder.</summary>
    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string In(string file) => Path.Combine(_root, file);

    protected string[] Files => [.. Directory.EnumerateFiles(_root).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>Two rows, three columns, two inputs: g.npy and v.npy.</summary>
    protected void Small(double last = 6e-3)
    {
        new NpyArray(2, 3, new[] { 1e-3, 2e-3, 3e-3, 4e-3, 5e-3, last }).Write(In("g.npy"));
        new NpyArray(2, 2, new double[] { 1, 2, 3, 4 }).Write(In("v.npy"));
    }

    /// <summary>A command on g.npy and v.npy.</summary>
    protected (int Code, string Output, string Error) On(string command, params string[] more) =>
        Run(["crossbar", command, "--conductances", In("g.npy"), .. command == "compensate" ? Array.Empty<string>() : ["--inputs", In("v.npy")], .. more]);

    protected static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        return (Shell.Run(arguments, new Terminal(output, error, interactive: false)), output.ToString(), error.ToString());
    }
}
