using static Mho.Units;

namespace Mho.Chips;

/// <summary>One weight from the network to its share of an output: every station on the way with its number and unit.</summary>
/// <remarks>Voltages are those of the sensed line summed over samples, noise-free. With several slices the most significant one is shown.</remarks>
public sealed record Trace
{
    private Trace(string weight, IReadOnlyList<TraceStation> stations) => (Weight, Stations) = (weight, stations);

    /// <summary>Which weight: <c>fc1[3, 7]</c>.</summary>
    public string Weight { get; }

    /// <summary>The stations in order.</summary>
    public IReadOnlyList<TraceStation> Stations { get; }

    /// <summary>Follows one weight.</summary>
    /// <param name="chip">The chip at the age of interest.</param>
    /// <param name="matrix">Index in the placement.</param>
    /// <param name="row">Input.</param>
    /// <param name="column">Output.</param>
    /// <param name="inputs">One vector of inputs in network units [rows].</param>
    public static Trace Of(ProgrammedChip chip, int matrix, int row, int column, ReadOnlySpan<float> inputs)
    {
        ArgumentNullException.ThrowIfNull(chip);
        WeightMatrix m = chip.Placement.Matrices[matrix];
        if ((uint)row >= (uint)m.Rows || (uint)column >= (uint)m.Columns)
            throw new ArgumentOutOfRangeException(nameof(row), $"{m.Name} has {m.Rows} rows and {m.Columns} columns; there is no weight [{row}, {column}].");
        if (inputs.Length != m.Rows)
            throw new ArgumentException($"{m.Name} takes {m.Rows} inputs; got {inputs.Length}.", nameof(inputs));
        ProgrammedTile tile = chip.Tiles.First(t => t.Segment.Matrix == matrix && t.Segment.Replica == 0 && Holds(t.Segment, row, column));
        float[] codes = new float[m.Rows];
        m.Input.Encode(inputs, codes);
        Segment s = tile.Segment;
        int line = ((s.Slices - 1) * s.Columns) + column - s.FirstColumn, pair = row - s.FirstRow, plus = (2 * pair * s.Lines) + line, minus = plus + s.Lines;
        List<TraceStation> stations =
        [
            new("Parameter", "weight", m.Values[(row * m.Columns) + column], ""),
            new("ConductancePlan", "full weight of the segment", tile.Plan.FullWeight, ""),
            new("ConductancePlan", "target G+", tile.Plan.Targets[plus] / uS.SI, "uS"),
            new("ConductancePlan", "target G-", tile.Plan.Targets[minus] / uS.SI, "uS"),
            new("Placement", "core", s.Core, ""),
            new("Placement", "row of G+", chip.Placement.PhysicalRow(s, pair), ""),
            new("Placement", "column", chip.Placement.PhysicalColumn(s, line), ""),
            new("ProgrammedTile", "G+ as programmed", tile.Programmed[plus] / uS.SI, "uS"),
            new("ProgrammedTile", "G- as programmed", tile.Programmed[minus] / uS.SI, "uS"),
            new("After", "time since programming", chip.Elapsed.SI, "s"),
            new("After", "G+ now", tile.Conductances[plus] / uS.SI, "uS"),
            new("After", "G- now", tile.Conductances[minus] / uS.SI, "uS"),
            new("Dac", "input", inputs[row], ""),
            new("Dac", "code", codes[row], ""),
        ];
        AddLine(stations, chip, m, tile, codes, row, line);
        return new Trace($"{m.Name}[{row}, {column}]", stations);
    }

    /// <summary>The stations as lines of text.</summary>
    public string Table()
    {
        List<string> lines = [$"one weight on its way: {Weight}"];
        string before = "";
        foreach (TraceStation station in Stations)
        {
            lines.Add($"{(station.Station == before ? "" : station.Station),-16} {station.Quantity,-34} {station.Value,12:0.######} {station.Unit}".TrimEnd());
            before = station.Station;
        }

        return string.Join('\n', lines);
    }

    private static void AddLine(List<TraceStation> stations, ProgrammedChip chip, WeightMatrix m, ProgrammedTile tile, float[] codes, int row, int line)
    {
        Segment s = tile.Segment;
        int column = line % s.Columns, phases = tile.Readout.Steps.Length / s.Slices;
        int[] x = new int[s.Pairs], part = new int[s.Pairs], one = new int[s.Pairs];
        for (int p = 0; p < s.Pairs; p++)
            x[p] = p < s.Rows ? (int)codes[s.FirstRow + p] : m.Input.MaxCode;
        double sum = 0, weightVolts = 0, outputs = 0, weightOutput = 0;
        for (int p = 0; p < 2 * s.Pairs; p++)
            sum += tile.Conductances[(p * s.Lines) + line];
        stations.Add(new("Crossbar", "sum of the column's conductances", sum / uS.SI, "uS"));
        InputPhase[] split = InputPhase.Split(m.Input.MagnitudeBits, chip.Chip.Phases);
        IAdc[] converters = InputPhase.Converters(split, chip.Chip.Adc);
        double[] deflections = new double[s.Lines];
        for (int p = 0; p < phases; p++)
        {
            for (int i = 0; i < x.Length; i++)
                part[i] = Math.Sign(x[i]) * ((Math.Abs(x[i]) >> split[p].Shift) & split[p].Samples);
            Array.Clear(one);
            one[row - s.FirstRow] = part[row - s.FirstRow];
            double step = tile.Readout.Steps[(line / s.Columns * phases) + p];

            // Planes add up to the codes, and the line is linear in its drive: the codes may stand in for the planes.
            TransposableArray.Forward(tile.Conductances, one, chip.Chip.ReadVoltage.SI, chip.Chip.Sensing, deflections);
            weightVolts = deflections[line];
            TransposableArray.Forward(tile.Conductances, part, chip.Chip.ReadVoltage.SI, chip.Chip.Sensing, deflections);
            double volts = (tile.Gains[line] * deflections[line]) + (tile.Offsets[line] * step), code = converters[p].Convert(volts, step);
            string phase = phases > 1 ? $" (phase {p + 1})" : "", unit = chip.Chip.Sensing == Sensing.Voltage ? "mV" : "mA";
            stations.Add(new("Sensing", "this weight's share of the line" + phase, 1e3 * weightVolts, unit));
            stations.Add(new("Sensing", "line" + phase, 1e3 * deflections[line], unit));
            stations.Add(new("Adc", "step" + phase, 1e3 * step, unit));
            stations.Add(new("Adc", "code of the line" + phase, code, ""));
            double scale = tile.Readout.Units[line] * (1 << split[p].Shift) / tile.Readout.Slopes[column];
            (outputs, weightOutput) = (outputs + (code * step * scale), weightOutput + (weightVolts * scale));
        }

        outputs += (tile.Plan.BiasRemainder[column] - tile.Readout.Intercepts[column]) / tile.Readout.Slopes[column];
        stations.Add(new("Readout", "tile's partial sum", outputs, ""));
        stations.Add(new("Readout", "this weight's share", weightOutput, ""));
        stations.Add(new("ideal", "this weight's share", m.Values[(row * m.Columns) + s.FirstColumn + column] * codes[row] * m.Input.Step, ""));
    }

    private static bool Holds(Segment s, int row, int column) =>
        row >= s.FirstRow && row < s.FirstRow + s.Rows && column >= s.FirstColumn && column < s.FirstColumn + s.Columns;
}
