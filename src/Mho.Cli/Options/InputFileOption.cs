using System.CommandLine;
using System.CommandLine.Parsing;

namespace Mho.Cli.Options;

/// <summary>An option that names a file to be read.</summary>
internal sealed class InputFileOption : Option<string?>, IReadsFile
{
    public InputFileOption(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "file";
        CustomParser = Parse;
    }

    /// <inheritdoc/>
    public string? File(ParseResult parsed) => parsed.GetValue(this);

    private string Parse(ArgumentResult result)
    {
        string file = result.Tokens[0].Value;
        if (string.IsNullOrWhiteSpace(file))
            result.AddError($"{Name}: \"{file}\" is no name of a file; name the file to be read.");
        return file;
    }
}
