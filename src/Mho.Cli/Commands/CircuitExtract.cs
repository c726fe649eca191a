using System.CommandLine;
using System.Globalization;
using Mho.Cli.Circuits;
using Mho.Cli.Options;
using Mho.Experiments.Binding;
using Mho.Networks.Spiking;
using Mho.Networks.Spiking.Sky130;

namespace Mho.Cli.Commands;

/// <summary><c>mho circuit extract</c>: the model's parameters from the transistors.</summary>
internal sealed class CircuitExtract
{
    private const string Examples = """
        Measure in ngspice what the model must know of the circuit: channel-length modulation, capacitance, biases, and which gate voltage is which weight.

        Examples:
          mho circuit extract
          mho circuit extract --inputs 16 --out extraction.json --table gates.csv

        Takes ten seconds with 5 inputs a neuron. The file of --out is what "mho circuit simulate --extraction" reads.
        """;

    private readonly CircuitOptions _circuit = new();
    private readonly NumberOption<int> _inputs = new("--inputs", "Inputs of the widest layer; each loads the membrane.", "5", 5, 1, 4096);
    private readonly OutputFileOption _out = new("--out", "Where the extraction goes.", ".json");
    private readonly OutputFileOption _table = new("--table", "Where gate voltages and the weights they make go.", ".csv");

    public Command Create(Terminal terminal)
    {
        Command command = _circuit.On(new Command("extract", Examples));
        foreach (Option option in new Option[] { _inputs, _out, _table })
            command.Options.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(Extract(parsed, terminal, cancel)));
        return command;
    }

    private int Extract(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        OutputCheck.Run(parsed);
        Extraction extraction = Solved(() => Extraction.Run(_circuit.Circuit(parsed), _circuit.Models(parsed), parsed.GetValue(_inputs), _circuit.Ngspice(parsed), cancel));
        if (parsed.GetValue(_out) is string file)
            AtomicFile.Write(file, RecordJson.Write(extraction));
        if (parsed.GetValue(_table) is string table)
            AtomicFile.Write(table, Table(extraction));
        CurrentSources model = extraction.Model;
        RcSpike neuron = model.Neuron;
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            neuron of {extraction.Inputs} inputs                here        weights 0.1 to 2   published
            lambda, n-channel synapse, 1/V    {extraction.N.Lambda:F3}       {extraction.N.Least:F3} to {extraction.N.Most:F3}     0.41
            lambda, p-channel synapse, 1/V    {extraction.P.Lambda:F3}       {extraction.P.Least:F3} to {extraction.P.Most:F3}     0.75
            lambda, discharger, 1/V           {extraction.Discharge.Lambda:F3}                          0.177
            membrane capacitance, fF          {1e15 * extraction.Capacitance.SI:F2}                         140
            current of a weight of 1, nA      {1e9 * model.UnitCurrent.SI:F2}                         122.08
            discharge current, nA             {1e9 * model.DischargeCurrent.SI:F2}                         132.6
            sensing bias, V                   {extraction.Biases.Sense.SI:F4}                         0.95 (other transistors)
            discharger bias, V                {extraction.Biases.Discharge.SI:F4}                         0.554
            E+, thresholds                    {neuron.Membrane.Reversal.Positive:F3}                          2.80
            E-, thresholds                    {neuron.Membrane.Reversal.Negative:F3}                         -1.53
            charge after a spike, weight 1    {extraction.Release.Of(1):F5} thresholds
            charge after a spike, weight -1   {extraction.Release.Of(-1):F5} thresholds
            """));
        return ExitCode.Success;
    }

    /// <summary>What ngspice could not do is said in a line.</summary>
    internal static T Solved<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InvalidOperationException exception)
        {
            throw new InputException(exception.Message, inner: exception);
        }
    }

    private static string Table(Extraction extraction)
    {
        double unit = extraction.Model.UnitCurrent.SI;
        IEnumerable<string> Rows(BiasTable table, string kind, double sign) =>
            table.Volts.Zip(table.Amperes, (volt, ampere) => string.Create(CultureInfo.InvariantCulture, $"{kind},{volt:R},{ampere:R},{sign * ampere / unit:R}"));
        return string.Join('\n', ["channel,gate_V,current_A,weight", .. Rows(extraction.Positive, "n", 1), .. Rows(extraction.Negative, "p", -1), ""]);
    }
}
