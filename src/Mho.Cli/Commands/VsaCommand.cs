using System.CommandLine;

namespace Mho.Cli.Commands;

/// <summary><c>mho vsa</c>: vector-symbolic state machines.</summary>
internal sealed class VsaCommand : ICommandFile
{
    private const string Examples = """
        State machines as networks of hypervectors.

        Examples:
          mho vsa run greek-gods --input "father_is father_is overthrown_by"
          mho vsa check greek-gods
          mho vsa draw greek-gods --out gods.svg
          mho vsa regex "a(b|c)*d" --out machine.json
          mho vsa run machine.json --input "abcbd"
        """;

    /// <inheritdoc/>
    public int Order => 8;

    /// <inheritdoc/>
    public Command Create(Terminal terminal) =>
        new("vsa", Examples) { new VsaRun().Create(terminal), new VsaCompile().Create(terminal), new VsaCheck().Create(terminal), new VsaDraw().Create(terminal), new VsaRegex().Create(terminal) };
}
