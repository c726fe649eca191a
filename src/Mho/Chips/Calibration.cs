using Mho.Numerics;

namespace Mho.Chips;

/// <summary>Finds a tile's converter steps and the slope and intercept of its outputs.</summary>
/// <remarks>
/// Steps: of a geometric row of candidates the one with the least mean square of rounding and clipping over the data, one for all columns of a core
/// because they share one reference converter. Slope and intercept: least squares of the chip's output on the ideal one.
/// Source: model-driven calibration, W. Wan et al., Nature 608, 504 (2022), Fig. 4b; 1,500 to 2,000 samples in the authors' code.
/// </remarks>
internal static class Calibration
{
    private const int Candidates = 24;
    private const double Ratio = 0.9;

    // Enough values to place a step; the fit of slope and intercept takes all.
    private const int StepSamples = 1 << 16;

    /// <summary>The read-out before any data: units from the conductances read back, steps for codes spread evenly over their range.</summary>
    public static Readout Assume(NeuRram chip, WeightMatrix matrix, ProgrammedTile tile, double[] sums)
    {
        Segment s = tile.Segment;
        InputPhase[] phases = InputPhase.Split(matrix.Input.MagnitudeBits, chip.Phases);
        IAdc[] converters = InputPhase.Converters(phases, chip.Adc);
        double[] steps = new double[s.Slices * phases.Length], units = new double[s.Lines];
        for (int slice = 0; slice < s.Slices; slice++)
        {
            double weightPerSiemens = chip.Encoding.WeightPerSiemens(tile.Plan.FullWeight, slice, chip.Device.Range);
            for (int j = 0; j < s.Columns; j++)
            {
                double sum = chip.Sensing == Sensing.Voltage ? sums[(slice * s.Columns) + j] : 1;
                units[(slice * s.Columns) + j] = sum * weightPerSiemens * matrix.Input.Step / chip.ReadVoltage.SI;
            }

            for (int p = 0; p < phases.Length; p++)
                steps[(slice * phases.Length) + p] = AssumedRange(chip, matrix, tile, sums, slice, phases[p]) / MaxSteps(converters[p]);
        }

        return tile.Readout with { Steps = steps, Units = units };
    }

    /// <summary>The tile with steps chosen for the data.</summary>
    public static unsafe ProgrammedTile Steps(NeuRram chip, WeightMatrix matrix, ProgrammedTile tile, TileReader reader, ReadOnlySpan<float> codes, int vectors)
    {
        Segment s = tile.Segment;
        if (chip.Adc.Origin == CodeOrigin.Exact)
            return tile;
        double[] steps = [.. tile.Readout.Steps];
        int stride = Math.Max(1, (int)((long)vectors * s.Columns / StepSamples));
        vectors = (vectors + stride - 1) / stride;
        float[] volts = new float[vectors * s.Columns];
        fixed (float* x = codes)
        {
            for (int slice = 0; slice < s.Slices; slice++)
            {
                for (int p = 0; p < reader.Phases.Length; p++)
                {
                    reader.PhaseVolts(slice, p, x, matrix.Rows * stride, vectors, volts);
                    int b = (slice * reader.Phases.Length) + p;
                    reader.AddConstants(slice, p, steps[b], volts);
                    steps[b] = BestStep(reader.Converters[p], volts, tile, slice);
                }
            }
        }

        return tile with { Readout = tile.Readout with { Steps = steps } };
    }

    /// <summary>The tile with slope and intercept of each output fitted.</summary>
    public static unsafe ProgrammedTile Fit(WeightMatrix matrix, ProgrammedTile tile, TileReader reader, ReadOnlySpan<float> codes, int vectors, Key key)
    {
        Segment s = tile.Segment;
        float[] outputs = new float[vectors * matrix.Columns];
        double[] slopes = new double[s.Columns], intercepts = new double[s.Columns];
        fixed (float* x = codes, y = outputs)
            reader.Multiply(x, matrix.Rows, y, vectors, 0, 1, 0, key, null);
        float[] ideal = Ideal(matrix, s, codes, vectors);
        for (int j = 0; j < s.Columns; j++)
        {
            double meanX = 0, meanY = 0, xx = 0, xy = 0;
            for (int v = 0; v < vectors; v++)
            {
                meanX += ideal[(v * s.Columns) + j] / (double)vectors;
                meanY += outputs[(v * matrix.Columns) + s.FirstColumn + j] / (double)vectors;
            }

            for (int v = 0; v < vectors; v++)
            {
                double dx = ideal[(v * s.Columns) + j] - meanX;
                xx += dx * dx;
                xy += dx * (outputs[(v * matrix.Columns) + s.FirstColumn + j] - meanY);
            }

            // An output that never moves on the data has no slope; leave it as computed.
            slopes[j] = xx > 0 && xy > 1e-3 * xx ? xy / xx : 1;
            intercepts[j] = meanY - (slopes[j] * meanX);
        }

        return tile with { Readout = tile.Readout with { Slopes = slopes, Intercepts = intercepts, Calibrated = true } };
    }

    private static unsafe float[] Ideal(WeightMatrix matrix, Segment s, ReadOnlySpan<float> codes, int vectors)
    {
        float[] ideal = new float[vectors * s.Columns];
        fixed (float* x = codes, w = matrix.Values, y = ideal)
            MatrixProduct.Multiply(vectors, s.Columns, s.Rows, x + s.FirstRow, matrix.Rows, 1, w + (s.FirstRow * matrix.Columns) + s.FirstColumn, matrix.Columns, 1, y, s.Columns, false);
        float step = (float)matrix.Input.Step;
        for (int i = 0; i < ideal.Length; i++)
            ideal[i] = (ideal[i] * step) + (matrix.Bias.Length == 0 ? 0 : matrix.Bias[s.FirstColumn + (i % s.Columns)] / s.RowSegments);
        return ideal;
    }

    private static double BestStep(IAdc adc, float[] volts, ProgrammedTile tile, int slice)
    {
        float largest = 0;
        foreach (float v in volts)
            largest = MathF.Max(largest, MathF.Abs(v));
        if (largest == 0)
            return 1;
        int columns = tile.Segment.Columns;
        double widest = largest / MaxSteps(adc), best = widest, least = double.PositiveInfinity;
        for (int candidate = 0; candidate < Candidates; candidate++)
        {
            double step = widest * Math.Pow(Ratio, candidate), error = 0;
            for (int i = 0; i < volts.Length; i++)
            {
                double difference = (adc.Convert(volts[i], step) * step) - volts[i];
                double unit = tile.Readout.Units[(slice * columns) + (i % columns)];
                error += difference * difference * unit * unit;
            }

            if (error < least)
                (least, best) = (error, step);
        }

        return best;
    }

    private static double MaxSteps(IAdc adc) => adc.Origin switch
    {
        CodeOrigin.StepEdge => adc.MaxCode + 1,
        CodeOrigin.StepCentre => adc.MaxCode + 0.5,
        _ => 1,
    };

    // Bias and mean plus four standard deviations of the widest column, codes even over 0 … M: mean M/2, mean square M(2M + 1)/6, signed mean 0.
    private static double AssumedRange(NeuRram chip, WeightMatrix matrix, ProgrammedTile tile, double[] sums, int slice, InputPhase phase)
    {
        if (chip.Adc.Origin == CodeOrigin.Exact)
            return 1;
        Segment s = tile.Segment;
        double max = phase.Samples, square = max * ((2 * max) + 1) / 6, mean = matrix.Input.Signed ? 0 : max / 2, range = 0;
        int biasCode = (matrix.Input.MaxCode >> phase.Shift) & phase.Samples;
        for (int j = 0; j < s.Columns; j++)
        {
            int line = (slice * s.Columns) + j;
            double scale = chip.LineScale(sums[line]), centre = 0, variance = 0;
            for (int p = 0; p < s.Pairs; p++)
            {
                double volts = scale * (tile.Programmed[(2 * p * s.Lines) + line] - tile.Programmed[(((2 * p) + 1) * s.Lines) + line]);
                centre += volts * (p < s.Rows ? mean : biasCode);
                variance += p < s.Rows ? volts * volts * (square - (mean * mean)) : 0;
            }

            range = Math.Max(range, Math.Abs(centre) + (4 * Math.Sqrt(variance)));
        }

        return range > 0 ? range : 1;
    }
}
