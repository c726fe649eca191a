using System.CommandLine;

namespace Mho.Cli.Options;

/// <summary>An option that may name a file to be read.</summary>
internal interface IReadsFile
{
    /// <summary>The option's name.</summary>
    string Name { get; }

    /// <summary>The file; null if the option names none.</summary>
    string? File(ParseResult parsed);
}
