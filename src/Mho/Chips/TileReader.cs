using System.Buffers;
using System.Numerics;
using Mho.Numerics;

namespace Mho.Chips;

/// <summary>A programmed tile made ready for products: cells become volts per input code, neurons and read-out become constants by line.</summary>
/// <remarks>
/// With linear cells and ideal integration the planes of a bit-serial input sum to one product with the integer code, exactly:
/// Σ_b 2^b ΔV_b = Vread Σᵢ xᵢ (G⁺ᵢⱼ − G⁻ᵢⱼ) / Σᵢ (G⁺ᵢⱼ + G⁻ᵢⱼ). Read noise is normal with variance Vread² Σᵢ c(xᵢ)(σ⁺ᵢⱼ² + σ⁻ᵢⱼ²)/(ΣG)², c of
/// <see cref="ReadNoiseTime"/>: a second product and one draw an output, exact in distribution for current sensing. For voltage sensing the noise of
/// the denominator is left out; it opposes that of the numerator, so the model is pessimistic: up to a quarter too much variance where noise is
/// proportional to conductance and few rows are driven (ReadNoiseTests).
/// </remarks>
internal sealed class TileReader
{
    private const int BlockFloats = 1 << 15;

    private readonly NeuRram _chip;
    private readonly Segment _segment;
    private readonly InputPhase[] _phases;
    private readonly IAdc[] _converters;
    private readonly int _matrixColumns, _rows, _columns;
    private readonly float[][] _cells;            // [slice][rows × columns], V per code
    private readonly float[][]? _variances;       // [slice][rows × columns], V² per c(x)
    private readonly float[][] _gains, _offsets, _decode, _intercepts, _noiseFloor; // [slice · phases + phase][period]

    public TileReader(NeuRram chip, WeightMatrix matrix, ProgrammedTile tile, double[] sums, double[]? spread)
    {
        Segment s = tile.Segment;
        (_chip, _segment, _rows, _columns, _matrixColumns) = (chip, s, s.Rows, s.Columns, matrix.Columns);
        _phases = InputPhase.Split(matrix.Input.MagnitudeBits, chip.Phases);
        _converters = InputPhase.Converters(_phases, chip.Adc);
        int blocks = s.Slices * _phases.Length;
        _cells = new float[s.Slices][];
        bool noisy = spread is not null || chip.SampleNoise.SI > 0 || chip.ComparatorNoise.SI > 0;
        _variances = noisy ? new float[s.Slices][] : null;
        (_gains, _offsets, _decode, _intercepts, _noiseFloor) = (new float[blocks][], new float[blocks][], new float[blocks][], new float[blocks][], new float[blocks][]);
        for (int slice = 0; slice < s.Slices; slice++)
            Prepare(slice, matrix.Input.MaxCode, tile, sums, spread);
    }

    public Segment Segment => _segment;

    public InputPhase[] Phases => _phases;

    public IAdc[] Converters => _converters;

    /// <summary>Adds the tile's share of the outputs of vectors <paramref name="start"/>, start + <paramref name="stride"/>, …</summary>
    public unsafe void Multiply(float* codes, int codeStride, float* outputs, int vectors, int start, int stride, long firstVector, Key reads, ReadStatistics? statistics)
    {
        int count = (vectors - start + stride - 1) / stride;
        if (count <= 0)
            return;
        int block = Math.Clamp(BlockFloats / _columns, 8, count < 8 ? 8 : count), lines = block * _columns, inputs = block * _rows;
        bool parts = _phases.Length > 1, noisy = _variances is not null;
        float[] scratch = ArrayPool<float>.Shared.Rent((noisy ? 3 * lines : lines) + (parts ? inputs : 0) + (noisy ? inputs : 0));
        Span<float> volts = scratch.AsSpan(0, lines), variances = noisy ? scratch.AsSpan(lines, lines) : [], normals = noisy ? scratch.AsSpan(2 * lines, lines) : [];
        Span<float> part = parts ? scratch.AsSpan(noisy ? 3 * lines : lines, inputs) : [];
        Span<float> power = noisy ? scratch.AsSpan((3 * lines) + (parts ? inputs : 0), inputs) : [];
        long clipped = 0;
        for (int done = 0; done < count; done += block)
        {
            int n = Math.Min(block, count - done), v0 = start + (done * stride);
            for (int p = 0; p < _phases.Length; p++)
            {
                float* x = codes + ((long)v0 * codeStride) + _segment.FirstRow;
                nint xStride = (nint)codeStride * stride;
                fixed (float* partStart = part)
                {
                    if (parts)
                    {
                        TakePart(x, xStride, n, p, part);
                        x = partStart;
                        xStride = _rows;
                    }

                    if (noisy)
                        Power(x, xStride, n, power);
                    for (int slice = 0; slice < _segment.Slices; slice++)
                    {
                        int b = (slice * _phases.Length) + p;
                        Volts(slice, x, xStride, n, volts);
                        if (noisy)
                            AddNoise(slice, b, n, power, reads[b], firstVector + v0, stride, volts[..(n * _columns)], variances[..(n * _columns)], normals[..(n * _columns)]);
                        clipped += Convert(b, p, n, volts, outputs + ((long)v0 * _matrixColumns) + _segment.FirstColumn, (nint)_matrixColumns * stride);
                        if (statistics is { HasHistograms: true })
                            statistics.Fill(_segment.Matrix, volts[..(n * _columns)], _gains[b], _offsets[b], _converters[p].MaxCode);
                    }
                }
            }
        }

        ArrayPool<float>.Shared.Return(scratch);
        statistics?.Count(_segment.Matrix, (long)count * _columns * _segment.Slices * _phases.Length, clipped);
    }

    /// <summary>Noise-free line voltages of one slice and phase without the bias [vectors × columns], for calibration.</summary>
    public unsafe void PhaseVolts(int slice, int phase, float* codes, int codeStride, int vectors, Span<float> volts)
    {
        float[] part = ArrayPool<float>.Shared.Rent(vectors * _rows);
        fixed (float* x = part)
        {
            if (_phases.Length > 1)
            {
                TakePart(codes + _segment.FirstRow, codeStride, vectors, phase, part);
                Volts(slice, x, _rows, vectors, volts);
            }
            else
            {
                Volts(slice, codes + _segment.FirstRow, codeStride, vectors, volts);
            }
        }

        ArrayPool<float>.Shared.Return(part);
    }

    /// <summary>What the neurons add to line voltages, bias included, in volts at the present <paramref name="step"/>.</summary>
    public void AddConstants(int slice, int phase, double step, Span<float> volts)
    {
        int b = (slice * _phases.Length) + phase;
        for (int i = 0; i < volts.Length; i++)
            volts[i] = (float)(((volts[i] * _gains[b][i % _columns]) + _offsets[b][i % _columns]) * step);
    }

    private void Prepare(int slice, int maxCode, ProgrammedTile tile, double[] sums, double[]? spread)
    {
        int lines = _segment.Lines, first = slice * _columns;
        double[] g = tile.Conductances;
        double[] biasVolts = new double[_columns], biasVariance = new double[_columns], scale = new double[_columns];
        float[] cells = _cells[slice] = new float[_rows * _columns];
        float[]? variances = _variances is null ? null : _variances[slice] = new float[_rows * _columns];
        for (int j = 0; j < _columns; j++)
            scale[j] = _chip.ReadVoltage.SI / (_chip.Sensing == Sensing.Voltage ? sums[first + j] : 1);
        for (int p = 0; p < _segment.Pairs; p++)
        {
            for (int j = 0; j < _columns; j++)
            {
                int cell = (2 * p * lines) + first + j;
                double volts = scale[j] * (g[cell] - g[cell + lines]);
                double variance = spread is null ? 0 : scale[j] * scale[j] * ((spread[cell] * spread[cell]) + (spread[cell + lines] * spread[cell + lines]));
                if (p >= _segment.Rows)
                {
                    biasVolts[j] += volts;
                    biasVariance[j] += variance;
                    continue;
                }

                cells[(p * _columns) + j] = (float)volts;
                if (variances is not null)
                    variances[(p * _columns) + j] = (float)variance;
            }
        }

        Constants(slice, maxCode, tile, biasVolts, biasVariance);
    }

    private void Constants(int slice, int maxCode, ProgrammedTile tile, double[] biasVolts, double[] biasVariance)
    {
        Readout readout = tile.Readout;
        double[] gains = new double[_columns], offsets = new double[_columns], decode = new double[_columns], intercepts = new double[_columns], floor = new double[_columns];
        for (int p = 0; p < _phases.Length; p++)
        {
            int b = (slice * _phases.Length) + p;
            int biasCode = (maxCode >> _phases[p].Shift) & _phases[p].Samples;
            double step = readout.Steps[b];
            for (int j = 0; j < _columns; j++)
            {
                gains[j] = tile.Gains[(slice * _columns) + j] / step;
                offsets[j] = (biasVolts[j] * biasCode * gains[j]) + tile.Offsets[(slice * _columns) + j];
                decode[j] = step * Math.ScaleB(readout.Units[(slice * _columns) + j], _phases[p].Shift) / readout.Slopes[j];
                intercepts[j] = b == 0 ? (tile.Plan.BiasRemainder[j] - readout.Intercepts[j]) / readout.Slopes[j] : 0;
                floor[j] = (biasVariance[j] * NoisePower(biasCode)) + (_phases[p].Samples * Math.Pow(_chip.SampleNoise.SI, 2)) + Math.Pow(_chip.ComparatorNoise.SI, 2);
            }

            (_gains[b], _offsets[b], _decode[b]) = (Conversion.Repeat(gains), Conversion.Repeat(offsets), Conversion.Repeat(decode));
            (_intercepts[b], _noiseFloor[b]) = (Conversion.Repeat(intercepts), Conversion.Repeat(floor));
        }
    }

    private double NoisePower(double code) => _chip.ReadNoise == ReadNoiseTime.EachSample ? Math.Abs(code) : code * code;

    private unsafe void Volts(int slice, float* x, nint xStride, int vectors, Span<float> volts)
    {
        fixed (float* cells = _cells[slice], c = volts)
            MatrixProduct.Multiply(vectors, _columns, _rows, x, xStride, 1, cells, _columns, 1, c, _columns, false);
    }

    private unsafe void AddNoise(int slice, int b, int vectors, Span<float> power, Key key, long firstVector, int stride, Span<float> volts, Span<float> variances, Span<float> normals)
    {
        fixed (float* cells = _variances![slice], x = power, c = variances)
            MatrixProduct.Multiply(vectors, _columns, _rows, x, _rows, 1, cells, _columns, 1, c, _columns, false);

        // Vector v of the batch has numbers v · columns …; neighbours are one run.
        if (stride == 1)
        {
            key.FillNormal(normals, firstVector * _columns);
        }
        else
        {
            for (int v = 0; v < vectors; v++)
                key.FillNormal(normals.Slice(v * _columns, _columns), (firstVector + ((long)v * stride)) * _columns);
        }

        Conversion.AddNoise(volts, variances, _noiseFloor[b], normals);
    }

    private unsafe long Convert(int b, int phase, int vectors, ReadOnlySpan<float> volts, float* outputs, nint stride)
    {
        IAdc converter = _converters[phase];
        float max = (float)converter.MaxCode;
        if (stride == _columns)
            return Conversion.Run(converter.Origin, max, volts[..(vectors * _columns)], _gains[b], _offsets[b], _decode[b], _intercepts[b], new Span<float>(outputs, vectors * _columns));
        long clipped = 0;
        for (int v = 0; v < vectors; v++)
            clipped += Conversion.Run(converter.Origin, max, volts.Slice(v * _columns, _columns), _gains[b], _offsets[b], _decode[b], _intercepts[b], new Span<float>(outputs + (v * stride), _columns));
        return clipped;
    }

    // Codes are small integers in floats: division by a power of two and truncation towards 0 split sign and magnitude alike.
    private unsafe void TakePart(float* x, nint xStride, int vectors, int phase, Span<float> part)
    {
        float high = 1f / (1 << (_phases[phase].Shift + _phases[phase].Bits)), low = 1f / (1 << _phases[phase].Shift);
        float back = 1 << _phases[phase].Bits;
        for (int v = 0; v < vectors; v++)
        {
            float* row = x + (v * xStride);
            for (int i = 0; i < _rows; i++)
                part[(v * _rows) + i] = MathF.Truncate(row[i] * low) - (back * MathF.Truncate(row[i] * high));
        }
    }

    private unsafe void Power(float* x, nint xStride, int vectors, Span<float> power)
    {
        bool white = _chip.ReadNoise == ReadNoiseTime.EachSample;
        int width = Vector<float>.Count;
        for (int v = 0; v < vectors; v++)
        {
            float* row = x + (v * xStride);
            Span<float> to = power.Slice(v * _rows, _rows);
            int i = 0;
            for (; i <= _rows - width; i += width)
            {
                Vector<float> code = Vector.Load(row + i);
                (white ? Vector.Abs(code) : code * code).CopyTo(to[i..]);
            }

            for (; i < _rows; i++)
                to[i] = white ? MathF.Abs(row[i]) : row[i] * row[i];
        }
    }
}
