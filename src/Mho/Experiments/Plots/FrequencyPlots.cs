using System.Numerics;
using Mho.Circuits;

namespace Mho.Experiments.Plots;

/// <summary>A crossbar's outputs against frequency.</summary>
public static class FrequencyPlots
{
    /// <summary>Magnitude of some columns' outputs.</summary>
    /// <param name="response">The sweep.</param>
    /// <param name="columns">Which columns, one line each.</param>
    public static Plot Magnitude(FrequencyResponse response, IReadOnlyList<int> columns)
    {
        ArgumentNullException.ThrowIfNull(response);
        bool volts = response.Sweep.Crossbar.BitLines.Far.Kind == LineEndKind.Open;
        return Of(response, columns, "Magnitude of outputs", new(volts ? "magnitude (V)" : "magnitude (A)", AxisScale.Logarithmic), Complex.Abs);
    }

    /// <summary>Phase of some columns' outputs, −180° … 180°.</summary>
    /// <param name="response">The sweep.</param>
    /// <param name="columns">Which columns, one line each.</param>
    public static Plot Phase(FrequencyResponse response, IReadOnlyList<int> columns) =>
        Of(response, columns, "Phase of outputs", new("phase (°)"), value => value.Phase * (180 / Math.PI));

    private static Plot Of(FrequencyResponse response, IReadOnlyList<int> columns, string title, Axis axis, Func<Complex, double> part)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(columns);
        int width = response.Sweep.Crossbar.Columns;
        double[] hertz = [.. response.Sweep.Frequencies.Select(frequency => frequency.SI)];
        List<Mark> lines = [];
        foreach (int column in columns)
        {
            if (column < 0 || column >= width)
                throw new ArgumentOutOfRangeException(nameof(columns), $"column {column} of {width}; count from 0.");
            // What was not solved is a gap in the line.
            lines.Add(new Line($"column {column}", hertz, [.. Enumerable.Range(0, hertz.Length).Select(k => response.Reports[k].Solved ? part(response.Outputs.Span[(k * width) + column]) : double.NaN)]));
        }

        return new(title, new("frequency (Hz)", AxisScale.Logarithmic), axis, lines);
    }
}
