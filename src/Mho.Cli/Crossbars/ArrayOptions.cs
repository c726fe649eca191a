using System.CommandLine;
using Mho.Circuits;
using Mho.Cli.Options;
using Mho.Numerics;

namespace Mho.Cli.Crossbars;

/// <summary>The options that say which array is meant; all commands of <c>mho crossbar</c> have them.</summary>
internal sealed class ArrayOptions
{
    private readonly InputFileOption _conductances = new("--conductances", "S, rows x columns; 0 is an open cell, inf a short.") { Required = true };
    private readonly QuantityOption<Resistance> _wire = new("--wire", "Resistance of each segment of wire, word and bit lines.", "1 ohm");
    private readonly QuantityOption<Resistance> _access = new("--access", "In series with every cell: the transistor of a 1T1R array that is on.", "5 kohm");
    private readonly WireOptions _words = WireOptions.Word(), _bits = WireOptions.Bit();

    /// <summary>A command that has them.</summary>
    public Command On(Command command)
    {
        foreach (Option option in (Option[])[_conductances, _wire, _access, .. _words.All, .. _bits.All])
            command.Options.Add(option);
        return command;
    }

    /// <summary>The option of the bit lines' far end.</summary>
    public string BitFar => _bits.Far;

    /// <summary>The array.</summary>
    public Crossbar Read(ParseResult parsed)
    {
        _words.Check(parsed);
        _bits.Check(parsed);
        string file = parsed.GetValue(_conductances)!;
        NpyArray g = MatrixFile.Read<Conductance>(file);
        if (g.Dimensions != 2)
            throw new InputException($"has one dimension of {g.Rows}; give a matrix of rows x columns.", file);
        Crossbar crossbar;
        try
        {
            crossbar = new Crossbar(g.Rows, g.Columns, g.Values);
        }
        catch (ArgumentException exception)
        {
            throw new InputException(exception.Message, file, inner: exception);
        }

        Resistance both = parsed.GetValue(_wire) ?? default;
        return crossbar with
        {
            Access = parsed.GetValue(_access) ?? default,
            WordLines = _words.Read(parsed, both, g.Rows, g.Columns),
            BitLines = _bits.Read(parsed, both, g.Columns, g.Rows),
        };
    }

    /// <summary>Does what needs a circuit that has an answer; one that has none is a fault of the files.</summary>
    public T Solvable<T>(ParseResult parsed, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            throw new InputException(exception.Message, parsed.GetValue(_conductances)!, inner: exception);
        }
    }
}
