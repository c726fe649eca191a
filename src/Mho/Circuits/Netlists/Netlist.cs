using Mho.Circuits.Cells;

namespace Mho.Circuits.Netlists;

/// <summary>A crossbar in the language of SPICE, one input applied, ready for ngspice.</summary>
/// <remarks>
/// Segments of wire and terminals are resistors, what lies in a cell is a subcircuit, what ideal conductors join is one node. A source of 0 V, <c>vout5</c>,
/// measures the current into the terminal of bit line 5. <see cref="WordLine"/>, <see cref="BitLine"/> and <see cref="Output"/> say where ngspice has a result.
/// </remarks>
public sealed class Netlist
{
    private readonly NetlistNodes _nodes;

    /// <summary>The netlist of an array.</summary>
    /// <param name="crossbar">The array.</param>
    /// <param name="input">V [rows].</param>
    /// <param name="analysis">What is asked; <see cref="SpiceAnalysis.OperatingPoint"/> if null.</param>
    /// <param name="cell">The law of each cell that is neither open (0 S) nor a short (+∞ S), its G that of <see cref="Crossbar.Conductances"/>; a resistor if null.</param>
    /// <exception cref="InvalidOperationException">A node without any path to a terminal, or a loop of ideal conductors between terminals; says which.</exception>
    public Netlist(Crossbar crossbar, ReadOnlyMemory<double> input, SpiceAnalysis? analysis = null, ISpiceCell? cell = null)
    {
        ArgumentNullException.ThrowIfNull(crossbar);
        if (input.Length != crossbar.Rows)
            throw new ArgumentException($"{input.Length} inputs; give one voltage for each of the {crossbar.Rows} rows.", nameof(input));
        for (int row = 0; row < input.Length; row++)
        {
            if (!double.IsFinite(input.Span[row]))
                throw new ArgumentOutOfRangeException(nameof(input), $"row {row}: an input of {input.Span[row]} V; give a finite voltage.");
        }

        CrossbarCheck.Connected(crossbar);
        (Crossbar, Input, Analysis, Cell) = (crossbar, input, analysis ?? SpiceAnalysis.OperatingPoint, cell);
        _nodes = new(crossbar, Analysis.Reactive);
    }

    /// <summary>The array.</summary>
    public Crossbar Crossbar { get; }

    /// <summary>V [rows].</summary>
    public ReadOnlyMemory<double> Input { get; }

    /// <summary>What is asked.</summary>
    public SpiceAnalysis Analysis { get; }

    /// <summary>The law of the cells; null for resistors.</summary>
    public ISpiceCell? Cell { get; }

    /// <summary>The name of a word line's node; <c>0</c> is ground.</summary>
    public string WordLine(int row, int column) => _nodes.Name(_nodes.Word(row, column));

    /// <summary>The name of a bit line's node.</summary>
    public string BitLine(int row, int column) => _nodes.Name(_nodes.Bit(row, column));

    /// <summary>The quantity that is a column's output: the current <c>i(vout5)</c>, or the voltage <c>v(b15_5)</c> where the bit line's end is open.</summary>
    public string Output(int column) =>
        Crossbar.BitLines.Far.Kind == LineEndKind.Open ? $"v({BitLine(Crossbar.Rows - 1, column)})" : $"i(vout{column})";

    /// <summary>Writes it.</summary>
    public void Write(TextWriter writer) => new NetlistWriter(writer, this, _nodes).Write();

    /// <summary>The whole text.</summary>
    public override string ToString()
    {
        using StringWriter text = new() { NewLine = "\n" };
        Write(text);
        return text.ToString();
    }
}
