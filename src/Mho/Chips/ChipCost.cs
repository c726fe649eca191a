using static Mho.Units;

namespace Mho.Chips;

/// <summary>What an inference costs on the chip: the analog products with their conversions, by matrix and together.</summary>
/// <remarks>Left out, as in the published figures: buffers, partial sums, pooling, transfers.</remarks>
public sealed record ChipCost
{
    internal ChipCost(Placement placement, IReadOnlyList<MatrixCost> matrices)
    {
        (Matrices, Cores, CoresUsed, Cells, Utilisation) = (matrices, placement.Chip.Cores, placement.CoresUsed, placement.Cells, placement.Utilisation);
        Operations = placement.Matrices.Sum(m => 2L * m.Rows * m.Columns * m.Vectors);
    }

    /// <summary>By matrix, in the network's order.</summary>
    public IReadOnlyList<MatrixCost> Matrices { get; }

    /// <summary>Cores of the chip.</summary>
    public int Cores { get; }

    /// <summary>Cores that hold weights.</summary>
    public int CoresUsed { get; }

    /// <summary>Programmed cells.</summary>
    public int Cells { get; }

    /// <summary>Programmed cells over the cells of the used cores.</summary>
    public double Utilisation { get; }

    /// <summary>Multiplications and additions of one inference, bias not counted.</summary>
    public long Operations { get; }

    /// <summary>Energy of one inference.</summary>
    public Energy Energy => new(Matrices.Sum(m => m.Energy.SI));

    /// <summary>Time of one inference, layer after layer.</summary>
    public Duration Latency => new(Matrices.Sum(m => m.Latency.SI));

    /// <summary>Time between inferences when layers work as a pipeline: that of the slowest.</summary>
    public Duration Interval => new(Matrices.Max(m => m.Latency.SI));

    /// <summary>10¹² operations a second and watt.</summary>
    public double TeraOperationsPerJoule => Operations / Energy.SI / 1e12;

    /// <summary>The ledger as lines of text, a row for each matrix and one for all.</summary>
    public string Table()
    {
        List<string> lines = [$"{"matrix",-16} {"tiles",5} {"copies",6} {"vectors",7} {"nJ",10} {"us",10} {"cells",8} {"used",7}"];
        foreach (MatrixCost m in Matrices)
            lines.Add($"{m.Name,-16} {m.Segments,5} {m.Replicas,6} {m.Vectors,7} {m.Energy / nJ,10:F2} {m.Latency / us,10:F2} {m.Cells,8} {100 * m.Utilisation,6:F2}%");
        lines.Add($"{"all",-16} {Matrices.Sum(m => m.Segments),5} {"",6} {"",7} {Energy / nJ,10:F2} {Latency / us,10:F2} {Cells,8} {100 * Utilisation,6:F2}%");
        return string.Join('\n', lines);
    }
}
