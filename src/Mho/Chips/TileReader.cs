using System.Buffers;
using System.Numerics;
using Mho.Numerics;

namespace Mho.Chips;

/// <summary>A programmed tile made ready for products: cells become volts per input code, neurons and read-out become constants by line.</summary>
/// <remarks>
/// With linear cells and ideal integration the planes of a bit-serial input sum to one product with the integer code, exactly:
/// Σ_b 2^b ΔV_b = Vread Σᵢ xᵢ (G⁺ᵢⱼ − G⁻ᵢⱼ) / Σᵢ (G⁺ᵢⱼ + G⁻ᵢⱼ). Read noise is normal with variance Vread² Σᵢ c(xᵢ)(σ⁺ᵢⱼ² + σ⁻ᵢⱼ²)/(ΣG)², c of
/// <see cref="ReadNoiseTime"/>: a second product and one draw an output, exact in distribution for current sensing. For voltage sensing the noise of
/// the denominator is left out; the folder's README says how much that is.
/// </remarks>
internal sealed class TileReader
{
    // Voltages, variances and normals of one block, and the rows made for it, stay in the inner caches.
    private const int BlockFloats = 1 << 13;

    private readonly NeuRram _chip;
    private readonly Segment _segment;
    private readonly InputPhase[] _phases;
    private readonly IAdc[] _converters;
    private readonly int _matrixColumns, _rows, _columns, _padded;
    private readonly bool _noisy, _together;
    private readonly PackedFactor[] _cells;      // [slice][rows × padded], V per code; with the variances beside them when _together
    private readonly PackedFactor[] _variances;  // [slice][rows × padded], V² per c(x); empty when beside the cells
    private readonly Conversion.Lines[] _lines;  // [slice · phases + phase]

    public TileReader(NeuRram chip, WeightMatrix matrix, ProgrammedTile tile, double[] sums, double[]? spread)
    {
        Segment s = tile.Segment;
        (_chip, _segment, _rows, _columns, _padded, _matrixColumns) = (chip, s, s.Rows, s.Columns, Conversion.Padded(s.Columns), matrix.Columns);
        _phases = InputPhase.Split(matrix.Input.MagnitudeBits, chip.Phases);
        _converters = InputPhase.Converters(_phases, chip.Adc);
        _noisy = spread is not null || chip.SampleNoise.SI > 0 || chip.ComparatorNoise.SI > 0;

        // Codes without sign are their own |x|: one product gives voltages and variances side by side and reads each code once.
        _together = _noisy && chip.ReadNoise == ReadNoiseTime.EachSample && !matrix.Input.Signed;
        _cells = new PackedFactor[s.Slices];
        _variances = _noisy && !_together ? new PackedFactor[s.Slices] : [];
        _lines = new Conversion.Lines[s.Slices * _phases.Length];
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
        bool parts = _phases.Length > 1, powers = _noisy && !_together;
        int width = RowFloats, block = Math.Clamp(BlockFloats / Math.Max(width, parts || powers ? _rows : 1), 8, Math.Max(8, count));
        int lines = block * width, draws = _noisy ? (block * _columns) + Conversion.Width : 0, inputs = block * _rows;
        float[] rented = ArrayPool<float>.Shared.Rent(lines + draws + (parts ? inputs : 0) + (powers ? inputs : 0));
        long clipped = 0;
        fixed (float* scratch = rented)
        {
            float* volts = scratch, normals = volts + lines, part = normals + draws, power = part + (parts ? inputs : 0);
            for (int done = 0; done < count; done += block)
            {
                int n = Math.Min(block, count - done), v0 = start + (done * stride);
                for (int p = 0; p < _phases.Length; p++)
                {
                    float* x = codes + ((long)v0 * codeStride) + _segment.FirstRow;
                    nint xStride = (nint)codeStride * stride;
                    if (parts)
                    {
                        TakePart(x, xStride, n, p, part);
                        x = part;
                        xStride = _rows;
                    }

                    if (powers)
                        Power(x, xStride, n, power);
                    for (int slice = 0; slice < _segment.Slices; slice++)
                    {
                        int b = (slice * _phases.Length) + p;
                        _cells[slice].Multiply(n, x, xStride, volts, width);
                        if (powers)
                            _variances[slice].Multiply(n, power, _rows, volts + _padded, width);
                        if (_noisy)
                            Draw(reads[b], firstVector + v0, stride, n, normals);
                        Conversion.Block lot = new()
                        {
                            Vectors = n,
                            Columns = _columns,
                            Volts = volts,
                            Stride = width,
                            Variances = _padded,
                            Normals = _noisy ? normals : null,
                            Outputs = outputs + ((long)v0 * _matrixColumns) + _segment.FirstColumn,
                            OutputStride = (nint)_matrixColumns * stride,
                        };
                        clipped += Conversion.Run(lot, _lines[b], _converters[p].Origin, (float)_converters[p].MaxCode);
                        for (int v = 0; v < n && statistics is { HasHistograms: true }; v++)
                            statistics.Fill(_segment.Matrix, new ReadOnlySpan<float>(volts + (v * width), _columns), _lines[b].Gains, _lines[b].Offsets, _converters[p].MaxCode);
                    }
                }
            }
        }

        ArrayPool<float>.Shared.Return(rented);
        statistics?.Count(_segment.Matrix, (long)count * _columns * _segment.Slices * _phases.Length, clipped);
    }

    /// <summary>Noise-free line voltages of one slice and phase without the bias [vectors × columns], for calibration.</summary>
    public unsafe void PhaseVolts(int slice, int phase, float* codes, int codeStride, int vectors, Span<float> volts)
    {
        int width = RowFloats;
        float[] rented = ArrayPool<float>.Shared.Rent(_rows + width);
        fixed (float* part = rented)
        {
            for (int v = 0; v < vectors; v++)
            {
                float* x = codes + ((long)v * codeStride) + _segment.FirstRow, line = part + _rows;
                if (_phases.Length > 1)
                {
                    TakePart(x, 0, 1, phase, part);
                    x = part;
                }

                _cells[slice].Multiply(1, x, 0, line, width);
                new ReadOnlySpan<float>(line, _columns).CopyTo(volts[(v * _columns)..]);
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>What the neurons add to line voltages, bias included, in volts at the present <paramref name="step"/>.</summary>
    public void AddConstants(int slice, int phase, double step, Span<float> volts)
    {
        Conversion.Lines lines = _lines[(slice * _phases.Length) + phase];
        for (int i = 0; i < volts.Length; i++)
            volts[i] = (float)(((volts[i] * lines.Gains[i % _columns]) + lines.Offsets[i % _columns]) * step);
    }

    // Voltages of a vector, then their variances.
    private int RowFloats => _noisy ? 2 * _padded : _padded;

    private void Prepare(int slice, int maxCode, ProgrammedTile tile, double[] sums, double[]? spread)
    {
        int lines = _segment.Lines, first = slice * _columns;
        double[] g = tile.Effective ?? tile.Conductances;
        double[] biasVolts = new double[_columns], biasVariance = new double[_columns], scale = new double[_columns];
        int width = _together ? 2 * _padded : _padded, apart = _together ? _padded : 0;
        float[] cells = new float[_rows * width], variances = _together ? cells : new float[_rows * width];
        for (int j = 0; j < _columns; j++)
            scale[j] = _chip.LineScale(sums[first + j]);
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

                cells[(p * width) + j] = (float)volts;
                if (_noisy)
                    variances[(p * width) + apart + j] = (float)variance;
            }
        }

        _cells[slice] = new PackedFactor(_rows, width, cells);
        if (_variances.Length > 0)
            _variances[slice] = new PackedFactor(_rows, width, variances);
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

            _lines[b] = new(Conversion.Pad(gains), Conversion.Pad(offsets), Conversion.Pad(decode), Conversion.Pad(intercepts), Conversion.Pad(floor));
        }
    }

    private double NoisePower(double code) => _chip.ReadNoise == ReadNoiseTime.EachSample ? Math.Abs(code) : code * code;

    // Vector v of the batch has numbers v · columns …; neighbours are one run.
    private unsafe void Draw(Key key, long firstVector, int stride, int vectors, float* normals)
    {
        if (stride == 1)
        {
            key.FillNormal(new Span<float>(normals, vectors * _columns), firstVector * _columns);
            return;
        }

        for (int v = 0; v < vectors; v++)
            key.FillNormal(new Span<float>(normals + (v * _columns), _columns), (firstVector + ((long)v * stride)) * _columns);
    }

    // Codes are small integers in floats: division by a power of two and truncation towards 0 split sign and magnitude alike.
    private unsafe void TakePart(float* x, nint xStride, int vectors, int phase, float* part)
    {
        float high = 1f / (1 << (_phases[phase].Shift + _phases[phase].Bits)), low = 1f / (1 << _phases[phase].Shift);
        float back = 1 << _phases[phase].Bits;
        for (int v = 0; v < vectors; v++, x += xStride, part += _rows)
        {
            int i = 0;
            for (; i <= _rows - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector<float> code = Vector.Load(x + i);
                Vector.Store(Vector.Truncate(code * low) - (back * Vector.Truncate(code * high)), part + i);
            }

            for (; i < _rows; i++)
                part[i] = MathF.Truncate(x[i] * low) - (back * MathF.Truncate(x[i] * high));
        }
    }

    private unsafe void Power(float* x, nint xStride, int vectors, float* power)
    {
        bool white = _chip.ReadNoise == ReadNoiseTime.EachSample;
        for (int v = 0; v < vectors; v++, x += xStride, power += _rows)
        {
            int i = 0;
            for (; i <= _rows - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector<float> code = Vector.Load(x + i);
                Vector.Store(white ? Vector.Abs(code) : code * code, power + i);
            }

            for (; i < _rows; i++)
                power[i] = white ? MathF.Abs(x[i]) : x[i] * x[i];
        }
    }
}
