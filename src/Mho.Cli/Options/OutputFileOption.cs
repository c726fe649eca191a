using System.CommandLine;
using System.CommandLine.Parsing;

namespace Mho.Cli.Options;

/// <summary>An option that names a file to be written.</summary>
internal sealed class OutputFileOption : Option<string?>
{
    private readonly string[] _endings;

    /// <param name="name">The option.</param>
    /// <param name="description">For the help.</param>
    /// <param name="endings">The formats, <c>.svg</c>; any if there are none.</param>
    public OutputFileOption(string name, string description, params string[] endings)
        : base(name)
    {
        _endings = endings;
        Description = description;
        HelpName = "file";
        CustomParser = Parse;
    }

    private string Parse(ArgumentResult result)
    {
        string file = result.Tokens[0].Value;
        if (string.IsNullOrWhiteSpace(file))
            result.AddError($"{Name}: \"{file}\" is no name of a file; name the file to be written{Formats}.");
        else if (_endings.Length > 0 && !_endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            result.AddError($"{Name}: {file} is not named {string.Join(" or ", _endings)}, {(_endings.Length == 1 ? "the format" : "the formats")} it is written in; choose such a name.");
        return file;
    }

    private string Formats => _endings.Length > 0 ? $", {string.Join(" or ", _endings)}" : "";
}
