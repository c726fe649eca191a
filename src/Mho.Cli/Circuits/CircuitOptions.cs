using System.CommandLine;
using Mho.Circuits.Netlists;
using Mho.Experiments.Binding;
using Mho.Experiments.DataSets;
using Mho.Networks.Spiking.Sky130;

namespace Mho.Cli.Circuits;

/// <summary>The options that say which circuit, which transistor models and which program.</summary>
internal sealed class CircuitOptions
{
    private readonly Option<string?> _models = new("--models") { Description = "Folder with the SKY130 transistor models; if not given, what \"mho data fetch sky130\" fetched, or sky130/ in the folder that MHO_DATA names.", HelpName = "folder" };
    private readonly Option<string?> _circuit = new("--circuit") { Description = "The circuit as JSON; the published one if not given.", HelpName = "file.json" };
    private readonly Option<string> _ngspice = new("--ngspice") { Description = "The program, if not the ngspice on PATH.", HelpName = "program", DefaultValueFactory = _ => "ngspice" };

    /// <summary>A command that has them.</summary>
    public Command On(Command command)
    {
        foreach (Option option in new Option[] { _models, _circuit, _ngspice })
            command.Options.Add(option);
        return command;
    }

    /// <summary>The transistor models.</summary>
    public Sky130Models Models(ParseResult parsed) => Sky130.Find(parsed.GetValue(_models));

    /// <summary>The circuit.</summary>
    public Sky130Circuit Circuit(ParseResult parsed) => parsed.GetValue(_circuit) is string file ? RecordJson.Load<Sky130Circuit>(file) : new();

    /// <summary>The program, which is there.</summary>
    /// <exception cref="InputException">It is not; says how to install it.</exception>
    public Ngspice Ngspice(ParseResult parsed)
    {
        Ngspice ngspice = new() { Program = parsed.GetValue(_ngspice)! };
        return ngspice.Present ? ngspice : throw new InputException($"{ngspice.Program} does not run; install it (Debian, Ubuntu: apt-get install ngspice), or name the program.", field: _ngspice.Name);
    }
}
