using Mho.Devices;

namespace Mho.Chips;

/// <summary>What the cells of a segment shall become: target conductances in S and the full weight they are scaled by.</summary>
public sealed class ConductancePlan
{
    private ConductancePlan(Segment segment, double fullWeight, double[] targets, double[] biasRemainder) =>
        (Segment, FullWeight, Targets, BiasRemainder) = (segment, fullWeight, targets, biasRemainder);

    /// <summary>Where the cells lie.</summary>
    public Segment Segment { get; }

    /// <summary>The weight that takes the whole conductance range: the chip's percentile of |W| over the segment.</summary>
    public double FullWeight { get; }

    /// <summary>Targets in S [2 · pairs × lines]; row 2p is the + cell of pair p, row 2p + 1 the −; bias pairs come last.</summary>
    public double[] Targets { get; }

    /// <summary>The part of each output's bias share that the bias rows cannot hold, in output units; added digitally.</summary>
    public double[] BiasRemainder { get; }

    /// <summary>The same plan with other targets, S.</summary>
    public ConductancePlan With(double[] targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return targets.Length == Targets.Length ? new(Segment, FullWeight, targets, BiasRemainder)
            : throw new ArgumentException($"{targets.Length} targets for {Targets.Length} cells; give one for each.", nameof(targets));
    }

    /// <summary>Encodes the weights and the bias share of one segment.</summary>
    public static ConductancePlan Make(NeuRram chip, WeightMatrix matrix, Segment segment)
    {
        int columns = segment.Columns, lines = segment.Lines;
        ConductanceRange range = chip.Device.Range;
        double full = Quantile(matrix, segment, chip.WeightPercentile);
        double[] targets = new double[2 * segment.Pairs * lines], remainder = new double[columns];
        for (int j = 0; j < columns; j++)
        {
            for (int p = 0; p < segment.Rows; p++)
                Encode(p, j, matrix.Values[((segment.FirstRow + p) * matrix.Columns) + segment.FirstColumn + j]);
            if (matrix.Bias.Length == 0)
                continue;
            double share = matrix.Bias[segment.FirstColumn + j] / (double)segment.RowSegments;
            double row = segment.BiasRows == 0 ? 0 : Math.Clamp(share / (segment.BiasRows * matrix.Input.FullScale), -full, full);
            remainder[j] = share - (row * segment.BiasRows * matrix.Input.FullScale);
            for (int p = segment.Rows; p < segment.Pairs; p++)
                Encode(p, j, row);
        }

        return new ConductancePlan(segment, full, targets, remainder);

        void Encode(int pair, int column, double weight)
        {
            for (int slice = 0; slice < segment.Slices; slice++)
            {
                int cell = (2 * pair * lines) + (slice * columns) + column;
                (targets[cell], targets[cell + lines]) = chip.Encoding.Pair(weight, full, slice, range);
            }
        }
    }

    // Linear interpolation between order statistics; the maximum where the percentile of a sparse segment is 0.
    private static double Quantile(WeightMatrix matrix, Segment segment, double share)
    {
        double[] sizes = new double[segment.Rows * segment.Columns];
        for (int p = 0, i = 0; p < segment.Rows; p++)
        {
            for (int j = 0; j < segment.Columns; j++)
                sizes[i++] = Math.Abs(matrix.Values[((segment.FirstRow + p) * matrix.Columns) + segment.FirstColumn + j]);
        }

        Array.Sort(sizes);
        double position = share * (sizes.Length - 1);
        int below = (int)position, above = Math.Min(below + 1, sizes.Length - 1);
        double quantile = sizes[below] + ((position - below) * (sizes[above] - sizes[below]));
        return quantile > 0 ? quantile : sizes[^1] > 0 ? sizes[^1] : 1;
    }
}
