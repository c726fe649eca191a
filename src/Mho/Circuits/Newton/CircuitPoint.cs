namespace Mho.Circuits.Newton;

/// <summary>Voltages of all nodes, and the currents through the cells that balance those of the wires; the cells' laws may say otherwise.</summary>
internal sealed class CircuitPoint(int cells, int columns)
{
    private readonly double[] _sums = new double[columns];

    /// <summary>V of the word lines' nodes.</summary>
    public double[] Words { get; } = new double[cells];

    /// <summary>V of the bit lines' nodes.</summary>
    public double[] Bits { get; } = new double[cells];

    /// <summary>A from word to bit line, by Kirchhoff's law in the wires.</summary>
    public double[] Sent { get; } = new double[cells];

    /// <summary>V across the cells.</summary>
    public double[] Voltages { get; } = new double[cells];

    /// <summary>A into each bit line's far terminal, or V of its last node.</summary>
    public double[] Outputs { get; } = new double[columns];

    /// <summary>Current missing at a node of the wires, A.</summary>
    public double Residual { get; set; }

    public void CopyFrom(CircuitPoint other)
    {
        other.Words.CopyTo(Words, 0);
        other.Bits.CopyTo(Bits, 0);
        other.Sent.CopyTo(Sent, 0);
        other.Voltages.CopyTo(Voltages, 0);
        other.Outputs.CopyTo(Outputs, 0);
        Residual = other.Residual;
    }

    /// <summary>Moves the share <paramref name="length"/> of the way to another point. Wires are linear, so their balance stays.</summary>
    public void MoveTowards(CircuitPoint other, double length)
    {
        Mix(Words, other.Words, length);
        Mix(Bits, other.Bits, length);
        Mix(Sent, other.Sent, length);
        Mix(Voltages, other.Voltages, length);
        Mix(Outputs, other.Outputs, length);
        Residual += length * (other.Residual - Residual);
    }

    /// <summary>The largest current that a line collects from its cells, A: what imbalance is compared with.</summary>
    public double Drive(int rows)
    {
        int columns = Outputs.Length;
        double greatest = 0;
        Span<double> sums = _sums;
        sums.Clear();
        for (int i = 0; i < rows; i++)
        {
            double sum = 0;
            ReadOnlySpan<double> row = Sent.AsSpan(i * columns, columns);
            for (int j = 0; j < row.Length; j++)
            {
                sum += row[j];
                sums[j] += row[j];
            }

            greatest = Math.Max(greatest, Math.Abs(sum));
        }

        foreach (double sum in sums)
            greatest = Math.Max(greatest, Math.Abs(sum));
        return greatest;
    }

    private static void Mix(double[] own, double[] other, double length)
    {
        for (int k = 0; k < own.Length; k++)
            own[k] += length * (other[k] - own[k]);
    }
}
