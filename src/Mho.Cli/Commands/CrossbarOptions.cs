using System.CommandLine;
using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Experiments.Binding;
using Mho.Numerics;

namespace Mho.Cli.Commands;

/// <summary>The options that say which array is meant and what drives it; all commands of <c>mho crossbar</c> have them.</summary>
internal sealed class CrossbarOptions
{
    private readonly Option<string> _conductances = new("--conductances") { Description = "S, rows x columns; 0 is an open cell, inf a short.", HelpName = "file", Required = true };
    private readonly Option<string> _inputs = new("--inputs") { Description = "V, rows x inputs.", HelpName = "file", Required = true };
    private readonly Option<string?> _wire = new("--wire") { Description = "Resistance of each segment of wire, word and bit lines.", HelpName = "\"1 ohm\"" };
    private readonly Option<string?> _wordWire = new("--word-wire") { Description = "Of word lines (rows) alone.", HelpName = "\"1 ohm\"" };
    private readonly Option<string?> _bitWire = new("--bit-wire") { Description = "Of bit lines (columns) alone.", HelpName = "\"1 ohm\"" };
    private readonly Option<string?> _access = new("--access") { Description = "In series with every cell: a transistor that is on.", HelpName = "\"5 kohm\"" };
    private readonly Option<string?> _driver = new("--driver") { Description = "Output resistance of the row drivers.", HelpName = "\"50 ohm\"" };
    private readonly Option<string?> _sense = new("--sense") { Description = "Input resistance of the sense amplifiers below the columns.", HelpName = "\"50 ohm\"" };

    private readonly Option<string?> _cell = new("--cell") { Description = "Law of the cells instead of a resistor, its G the conductance: sinh, diode-selector, polynomial, or '{\"model\": \"sinh\", \"bend\": 3}'.", HelpName = "law" };

    /// <summary>A command that has them.</summary>
    public Command On(Command command)
    {
        command.Options.Add(_inputs);
        command.Options.Add(_cell);
        return ArrayOn(command);
    }

    /// <summary>A command that has those of a linear array that nothing drives.</summary>
    public Command ArrayOn(Command command)
    {
        foreach (Option option in new Option[] { _conductances, _wire, _wordWire, _bitWire, _access, _driver, _sense })
            command.Options.Add(option);
        return command;
    }

    /// <summary>The array.</summary>
    public Crossbar Crossbar(ParseResult parsed)
    {
        string file = parsed.GetValue(_conductances)!;
        NpyArray g = MatrixFile.Read<Conductance>(file);
        if (g.Dimensions != 2)
            throw new InputException($"has one dimension of {g.Rows}; give a matrix of rows x columns.", file);
        Resistance both = Ohms(parsed, _wire);
        try
        {
            return new Crossbar(g.Rows, g.Columns, g.Values)
            {
                Access = Ohms(parsed, _access),
                WordLines = new() { Segment = parsed.GetValue(_wordWire) is null ? both : Ohms(parsed, _wordWire), Near = LineEnd.Driven(Ohms(parsed, _driver)) },
                BitLines = new() { Segment = parsed.GetValue(_bitWire) is null ? both : Ohms(parsed, _bitWire), Far = LineEnd.Grounded(Ohms(parsed, _sense)) },
            };
        }
        catch (ArgumentException exception)
        {
            throw new InputException(exception.Message, file, inner: exception);
        }
    }

    /// <summary>The law of the cells; null for resistors.</summary>
    public ICellCurrent? Cell(ParseResult parsed) => parsed.GetValue(_cell) switch
    {
        null => null,
        string text => RecordJson.Read<ICellCurrent>(text.TrimStart().StartsWith('{') ? text : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"", _cell.Name),
    };

    /// <summary>The law as SPICE is told of it.</summary>
    public ISpiceCell? SpiceCell(ParseResult parsed) => Cell(parsed) switch
    {
        null => null,
        ISpiceCell cell => cell,
        ICellCurrent cell => throw new InputException($"{cell.GetType().Name} does not say how SPICE would compute it.", field: _cell.Name),
    };

    /// <summary>The input vectors, V [inputs × rows].</summary>
    public double[] Inputs(ParseResult parsed, Crossbar crossbar)
    {
        string file = parsed.GetValue(_inputs)!;
        NpyArray v = MatrixFile.Read<Voltage>(file);
        if (v.Rows != crossbar.Rows || v.Columns == 0)
            throw new InputException($"has {v.Rows} x {v.Columns} numbers for {crossbar.Rows} rows of conductances; give rows x inputs{(v.Columns == crossbar.Rows ? ": transpose it" : "")}.", file);
        double[] inputs = new double[v.Values.Length];
        for (int k = 0; k < inputs.Length; k++)
        {
            (int row, int input) = (k / v.Columns, k % v.Columns);
            double volt = v.Values.Span[k];
            inputs[(input * v.Rows) + row] = double.IsFinite(volt) ? volt : throw new InputException($"row {row}, column {input}: an input of {volt} V; give a finite voltage.", file);
        }

        return inputs;
    }

    /// <summary>One input vector of several, V [rows].</summary>
    public static ReadOnlyMemory<double> Vector(double[] inputs, int rows, int vector) => vector >= 0 && vector < inputs.Length / rows
        ? inputs.AsMemory(vector * rows, rows)
        : throw new InputException($"there are {inputs.Length / rows} inputs, counted from 0; there is no {vector}.", field: "--vector");

    /// <summary>Does what needs a circuit that has an answer; one that has none is a fault of the files.</summary>
    public T Solvable<T>(ParseResult parsed, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InvalidOperationException exception)
        {
            throw new InputException(exception.Message, parsed.GetValue(_conductances)!, inner: exception);
        }
    }

    private static Resistance Ohms(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not string text)
            return default;
        try
        {
            Resistance value = Resistance.Parse(text);
            return value.SI >= 0 ? value : throw new InputException($"{text} is negative; give 0 ohm or more.");
        }
        catch (FormatException exception)
        {
            throw new InputException(exception.Message, field: option.Name, inner: exception);
        }
    }
}
