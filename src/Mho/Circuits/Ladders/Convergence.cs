using System.Runtime.CompilerServices;

namespace Mho.Circuits.Ladders;

/// <summary>Watches a solve and says when the error left is below what was asked.</summary>
/// <remarks>
/// The error left after an iteration is taken as five times the geometric tail of the changes, change · ρ / (1 − ρ), with the slowest rate ρ of the last four iterations,
/// and as no less than a tenth of the change while there are few to go by; and Kirchhoff's law must hold at every node to the tolerance relative to the largest output.
/// Changes of the gradient method fall faster and faster, but a fast fall may be followed by a slow one. Of 95,808 solves at 10⁻⁴ to 10⁻⁹ (6,000 arrays of 2 to 800 lines,
/// cells over three decades, half of some open or a hundredth shorted, 0.1 to 100 Ω a segment, any share of rows driven) one ended outside its tolerance, by 1.2 times.
/// </remarks>
internal struct Convergence(LadderAccuracy accuracy)
{
    /// <summary>Outputs below this share of the largest are judged as if they were this large, where currents of both signs may cancel: 53 bits hold no more.</summary>
    public const double Floor = 1e-6;

    /// <summary>Share of the largest output that a sum of currents of both signs may be off by, whatever one does.</summary>
    public const double Rounding = 1e-15;

    /// <summary>Outputs below this share of the largest are as good as nothing: what ideal conductors of 10⁻³⁰ Ω leave there is no current.</summary>
    public const double Least = 1e-12;

    private const int Window = 4, Early = 3, Patience = 60;
    private const double Margin = 5, LeastShare = 0.1;

    private Changes _changes;
    private double _best = double.PositiveInfinity;
    private int _bestAt;

    private int _since;

    public int Iterations { get; private set; }

    /// <summary>Relative error estimated to be left.</summary>
    public double Error { get; private set; } = double.PositiveInfinity;

    /// <summary>Share of the largest output by which any output is judged at least.</summary>
    public static double FloorFor(double tolerance) => Math.Clamp(Rounding / tolerance, Least, Floor);

    /// <summary>The iteration begins anew from the true residual.</summary>
    public void Restart() => (_since, _best, _bestAt) = (0, double.PositiveInfinity, Iterations);

    /// <summary>Takes note of an iteration. Returns whether no output is estimated to change by more than was asked.</summary>
    /// <param name="change">Largest relative change of an output.</param>
    /// <param name="energy">r·z; zero when nothing is left.</param>
    public bool Settles(double change, double energy)
    {
        Iterations++;
        _since++;
        for (int k = Window; k > 0; k--)
            _changes[k] = _changes[k - 1];
        _changes[0] = change;
        double rate = 0;
        for (int k = Math.Min(Window, _since - 1); k > 0; k--)
            rate = Math.Max(rate, _changes[k - 1] == 0 ? 0 : Math.Min(_changes[k - 1] / _changes[k], 0.999));
        Error = Math.Max(Margin * change * rate / (1 - rate), _since == 1 ? change : _since <= Early ? LeastShare * change : 0);
        if (energy == 0)
            Error = 0;
        return Error <= accuracy.Tolerance;
    }

    /// <summary>Judges the iteration that was noted last: a status ends the solve.</summary>
    /// <param name="residual">Largest current missing at a node, A.</param>
    /// <param name="greatest">Largest output, A (or V where lines float).</param>
    /// <param name="energy">r·z; zero when nothing is left.</param>
    public SolveStatus? Judge(double residual, double greatest, double energy)
    {
        bool done = Error <= accuracy.Tolerance && residual <= (accuracy.Imbalance ?? (accuracy.Tolerance * greatest));
        if (done || energy == 0)
            return SolveStatus.Solved;
        if (energy < _best)
            (_best, _bestAt) = (energy, Iterations);
        if (Iterations - _bestAt > Patience)
            return SolveStatus.Stalled;
        return Iterations >= accuracy.Iterations ? SolveStatus.OutOfIterations : null;
    }

    [InlineArray(Window + 1)]
    private struct Changes
    {
        private double _first;
    }
}
