using System.CommandLine;
using Mho.Circuits;
using Mho.Cli.Options;
using Mho.Numerics;

namespace Mho.Cli.Crossbars;

/// <summary>The options that say what drives the array.</summary>
internal sealed class InputOptions
{
    private readonly InputFileOption _inputs = new("--inputs", "V, rows x inputs.") { Required = true };
    private readonly NumberOption<int> _vector;

    /// <param name="vector">What the one input is for that <c>--vector</c> chooses.</param>
    public InputOptions(string vector) => _vector = new("--vector", $"The input that is {vector}, from 0.", "0", 0, 0, int.MaxValue);

    /// <summary>A command that has them.</summary>
    public Command On(Command command)
    {
        command.Options.Add(_inputs);
        command.Options.Add(_vector);
        return command;
    }

    /// <summary>The input vectors, V [inputs × rows].</summary>
    public double[] Read(ParseResult parsed, Crossbar crossbar)
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

    /// <summary>The chosen input of several, V [rows].</summary>
    public ReadOnlyMemory<double> Vector(ParseResult parsed, double[] inputs, int rows)
    {
        int vector = parsed.GetValue(_vector);
        return vector < inputs.Length / rows
            ? inputs.AsMemory(vector * rows, rows)
            : throw new InputException($"there are {inputs.Length / rows} inputs, counted from 0; there is no {vector}.", field: _vector.Name);
    }
}
