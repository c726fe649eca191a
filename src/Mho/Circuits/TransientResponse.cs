namespace Mho.Circuits;

/// <summary>What the bit lines of a crossbar gave while its inputs changed. Sample k is at time k · step; sample 0 is what was before the inputs jumped.</summary>
public sealed record TransientResponse
{
    /// <summary>The array and its step.</summary>
    public required TransientCrossbar Array { get; init; }

    /// <summary>V [samples × rows].</summary>
    public required ReadOnlyMemory<double> Inputs { get; init; }

    /// <summary>A into each bit line's far terminal, or V of its last node where the end is open [samples × columns].</summary>
    public required ReadOnlyMemory<double> Outputs { get; init; }

    /// <summary>What an integrating sense amplifier holds: C that have left each bit line since time 0 (V·s where the end is open) [samples × columns].</summary>
    public required ReadOnlyMemory<double> Charges { get; init; }

    /// <summary>V of the word lines' nodes at the end [rows × columns].</summary>
    public required ReadOnlyMemory<double> WordLines { get; init; }

    /// <summary>V of the bit lines' nodes at the end [rows × columns].</summary>
    public required ReadOnlyMemory<double> BitLines { get; init; }

    /// <summary>How the worst step's solve ended.</summary>
    public required SolveReport Report { get; init; }

    /// <summary>The moment from which on every output stays within a share of where it settles: its value at rest under the last inputs.</summary>
    /// <param name="share">Of each column's value at rest; columns below 10⁻⁶ of the largest are judged as if they were that large.</param>
    /// <returns>Null if an output is still outside at the end: give more steps.</returns>
    /// <exception cref="InvalidOperationException">Without capacitors a node would float, so nothing settles.</exception>
    public Duration? SettlingTime(double share = 0.01)
    {
        if (!(share > 0) || !(share < 1))
            throw new ArgumentOutOfRangeException(nameof(share), $"a share of {share}; give more than 0 and less than 1.");
        Crossbar x = Array.Crossbar;
        ReadOnlySpan<double> outputs = Outputs.Span;
        int samples = outputs.Length / x.Columns;
        double[] rest = new double[x.Columns];
        x.Prepare(Math.Max(1e-12, 1e-3 * share)).Outputs(Inputs[^x.Rows..], rest).OrThrow();
        double floor = 0, last = 0;
        foreach (double value in rest)
            floor = Math.Max(floor, 1e-6 * Math.Abs(value));
        for (int j = 0; j < x.Columns; j++)
        {
            double allowed = share * Math.Max(floor, Math.Abs(rest[j]));
            int sample = samples - 1;
            while (sample >= 0 && Math.Abs(outputs[(sample * x.Columns) + j] - rest[j]) <= allowed)
                sample--;
            if (sample == samples - 1)
                return null;
            if (sample < 0)
                continue;

            // Outside at this sample, inside at the next: on the straight line between.
            double outside = Math.Abs(outputs[(sample * x.Columns) + j] - rest[j]), inside = Math.Abs(outputs[((sample + 1) * x.Columns) + j] - rest[j]);
            last = Math.Max(last, sample + ((outside - allowed) / (outside - inside)));
        }

        return new(last * Array.Step.SI);
    }
}
