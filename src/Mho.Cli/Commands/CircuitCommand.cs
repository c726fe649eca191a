using System.CommandLine;

namespace Mho.Cli.Commands;

/// <summary><c>mho circuit</c>: spiking networks as transistors, in ngspice.</summary>
internal sealed class CircuitCommand : ICommandFile
{
    private const string Examples = """
        Spiking networks as circuits of SKY130 transistors, in ngspice.

        Examples:
          mho circuit extract --out extraction.json
          mho circuit simulate network.json --input 0.6,0.4,0.2,0.1,0 --extraction extraction.json
          mho run sky130-iris

        A circuit takes ngspice (apt-get install ngspice) and the transistor models (mho data fetch sky130).
        """;

    /// <inheritdoc/>
    public int Order => 7;

    /// <inheritdoc/>
    public Command Create(Terminal terminal) => new("circuit", Examples) { new CircuitExtract().Create(terminal), new CircuitSimulate().Create(terminal) };
}
