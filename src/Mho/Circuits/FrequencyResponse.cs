using System.Globalization;
using System.Numerics;
using System.Text;

namespace Mho.Circuits;

/// <summary>What the bit lines of a crossbar give at many frequencies.</summary>
public sealed record FrequencyResponse
{
    /// <summary>The array and the frequencies.</summary>
    public required FrequencySweep Sweep { get; init; }

    /// <summary>V [rows].</summary>
    public required ReadOnlyMemory<Complex> Input { get; init; }

    /// <summary>A into each bit line's far terminal, or V of its last node where the end is open [frequencies × columns].</summary>
    public required ReadOnlyMemory<Complex> Outputs { get; init; }

    /// <summary>How each frequency's solve ended: at a resonance without losses not well.</summary>
    public required IReadOnlyList<SolveReport> Reports { get; init; }

    /// <summary>Writes a CSV file: a line for each frequency and column, and a comment (#) before what was not solved.</summary>
    /// <remarks>Columns <c>frequency_Hz,column,re_A,im_A,magnitude_A,phase_deg</c>, V for A where bit lines are open at their far end; −180° … 180°.</remarks>
    public void Write(string path)
    {
        Crossbar x = Sweep.Crossbar;
        string symbol = x.BitLines.Far.Kind == LineEndKind.Open ? Voltage.Symbol : Current.Symbol;
        StringBuilder text = new($"frequency_Hz,column,re_{symbol},im_{symbol},magnitude_{symbol},phase_deg\n");
        for (int k = 0; k < Sweep.Frequencies.Count; k++)
        {
            if (!Reports[k].Solved)
                text.Append(CultureInfo.InvariantCulture, $"# {Sweep.Frequencies[k]}: not solved ({Reports[k].Status}); do not use the next {x.Columns} lines\n");
            for (int j = 0; j < x.Columns; j++)
            {
                Complex y = Outputs.Span[(k * x.Columns) + j];
                text.Append(CultureInfo.InvariantCulture, $"{Sweep.Frequencies[k].SI},{j},{y.Real},{y.Imaginary},{Complex.Abs(y)},{y.Phase * (180 / Math.PI)}\n");
            }
        }

        AtomicFile.Write(path, text.ToString());
    }
}
