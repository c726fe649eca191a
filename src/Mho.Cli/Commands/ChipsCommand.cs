using System.CommandLine;
using Mho.Chips;

namespace Mho.Cli.Commands;

/// <summary><c>mho chips</c>: what the chip models say.</summary>
internal sealed class ChipsCommand : ICommandFile
{
    /// <inheritdoc/>
    public int Order => 30;

    /// <inheritdoc/>
    public Command Create(Terminal terminal)
    {
        Command table = new("table", "Energy and latency of a product, measured on the published chip and by the ledger.");
        table.SetAction(_ =>
        {
            terminal.Output.WriteLine(PublishedProduct.Table(new Ledger()));
            return ExitCode.Success;
        });
        return new Command("chips", "What the chip models say.") { table };
    }
}
