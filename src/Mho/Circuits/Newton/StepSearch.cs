namespace Mho.Circuits.Newton;

/// <summary>Finds how far to go along a Newton step.</summary>
/// <remarks>
/// A circuit of elements whose currents rise with their voltages minimises its co-content, the sum of ∫ I dV over all elements less what the sources deliver: a convex
/// function whose gradient is the imbalance of the nodes. Between two points whose wires are balanced its slope along the step is
/// <code>
/// a(s) = Σ (I(V + s D) − (c + s (c' − c))) D          over the cells, D = V' − V
/// </code>
/// which rises from a(0) &lt; 0. The whole step is taken where a(1) stays below half of |a(0)| or the imbalance falls; else the zero of a is searched for.
/// W. Millar, "Some general theorems for non-linear systems possessing resistance", Phil. Mag. 42, 1150 (1951).
/// </remarks>
internal sealed class StepSearch(CellArray cells, int count)
{
    private const int Trials = 40;

    private readonly double[] _voltages = new double[count], _sent = new double[count];

    /// <summary>The largest current by which a cell differs from what its wires send, at the point last evaluated, A.</summary>
    public double Imbalance { get; private set; }

    /// <summary>Evaluates the end of a step that has no beginning to compare with.</summary>
    public double Whole(CircuitPoint end, Span<double> currents, Span<double> slopes)
    {
        cells.Currents(end.Voltages, end.Sent, currents, slopes);
        Imbalance = Largest(currents, end.Sent);
        return 1;
    }

    /// <summary>The share of the step to take; currents and slopes are those of the cells there.</summary>
    /// <param name="start">Where the step begins; <paramref name="currents"/> are its cells' on entry.</param>
    /// <param name="end">Where the whole step would end.</param>
    /// <param name="currents">A of the cells.</param>
    /// <param name="slopes">S of the cells.</param>
    /// <param name="small">An imbalance that needs no search, A: below it rounding decides.</param>
    public double Length(CircuitPoint start, CircuitPoint end, Span<double> currents, Span<double> slopes, double small)
    {
        double beginning = Slope(start, end, currents, start.Sent), imbalance = Largest(currents, start.Sent), enough = 0.5 * Math.Abs(beginning);
        Whole(end, currents, slopes);
        double slope = Slope(start, end, currents, end.Sent);
        if (!(beginning < 0) || slope <= enough || Imbalance < 0.9 * imbalance || Imbalance <= small)
            return 1;
        double low = 0, high = 1, lowSlope = beginning, highSlope = slope, length = 1;
        for (int trial = 0; trial < Trials && Math.Abs(slope) > enough; trial++)
        {
            // The secant, kept off the ends: exponentials bend it flat.
            double secant = low + ((high - low) * lowSlope / (lowSlope - highSlope));
            length = Math.Clamp(double.IsNaN(secant) ? low : secant, low + (0.1 * (high - low)), low + (0.7 * (high - low)));
            for (int k = 0; k < _voltages.Length; k++)
            {
                _voltages[k] = start.Voltages[k] + (length * (end.Voltages[k] - start.Voltages[k]));
                _sent[k] = start.Sent[k] + (length * (end.Sent[k] - start.Sent[k]));
            }

            cells.Currents(_voltages, _sent, currents, slopes);
            slope = Slope(start, end, currents, _sent);
            if (slope > 0)
                (high, highSlope) = (length, slope);
            else
                (low, lowSlope) = (length, slope);
        }

        Imbalance = Largest(currents, _sent);
        return length;
    }

    private static double Slope(CircuitPoint start, CircuitPoint end, ReadOnlySpan<double> currents, ReadOnlySpan<double> sent)
    {
        double sum = 0;
        for (int k = 0; k < currents.Length; k++)
            sum += (currents[k] - sent[k]) * (end.Voltages[k] - start.Voltages[k]);
        return sum;
    }

    private static double Largest(ReadOnlySpan<double> currents, ReadOnlySpan<double> sent)
    {
        double largest = 0;
        for (int k = 0; k < currents.Length; k++)
            largest = Math.Max(largest, Math.Abs(currents[k] - sent[k]));
        return largest;
    }
}
