using System.CommandLine;
using Mho.Chips;

namespace Mho.Cli.Commands;

/// <summary><c>mho chips</c>: what the chip models say.</summary>
internal sealed class ChipsCommand : ICommandFile
{
    private const string About = """
        What the chip models say.

        Examples:
          mho chips table
        """;

    private const string TableAbout = """
        Energy and latency of a product, measured on the published chip and by the ledger.

        Examples:
          mho chips table
        """;

    /// <inheritdoc/>
    public int Order => 30;

    /// <inheritdoc/>
    public Command Create(Terminal terminal)
    {
        Command table = new("table", TableAbout);
        table.SetAction(_ =>
        {
            terminal.Output.WriteLine(PublishedProduct.Table(new Ledger()));
            return ExitCode.Success;
        });
        return new Command("chips", About) { table };
    }
}
