using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mho.Circuits.Cells;

/// <summary>I = G/b sinh(b V): a filamentary memristor that conducts by hopping; G is its conductance at small voltages.</summary>
/// <remarks>
/// For hopping over a distance d, b = q d / (2 k T). Beyond |b V| = 40, where the current is 10¹⁷ times G/b and no device is left, it goes on along its tangent,
/// so that steps of a solver that overshoot stay finite.
/// </remarks>
[Model("sinh", Source = "N. F. Mott, R. W. Gurney, Electronic Processes in Ionic Crystals (1940): hopping over a barrier lowered by the field")]
public sealed record SinhCell : ICellCurrent, ISpiceCell
{
    internal const double Greatest = 40;

    /// <summary>b in 1/V: how fast the current bends.</summary>
    public double Bend
    {
        get;
        init => field = value > 0 && value <= 1000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"Bend = {value} per volt; give more than 0 and at most 1000 (0 would be the linear cell).");
    }
    = 2;

    /// <inheritdoc/>
    public bool Odd => true;

    /// <inheritdoc/>
    public string Spice => string.Create(CultureInfo.InvariantCulture, $"B1 a b I={{G/{Bend:R}}}*sinh({Bend:R}*V(a,b))");

    /// <inheritdoc/>
    public void Currents(ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> currents, Span<double> slopes) =>
        CellRun.Currents(new Law(Bend), conductances, voltages, currents, slopes);

    /// <inheritdoc/>
    public void Gains(ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> gains) => CellRun.Proportional(new Law(Bend), voltages, gains);

    private readonly struct Law(double bend) : ICellLaw
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At(Vector512<double> g, Vector512<double> v, out Vector512<double> current, out Vector512<double> slope)
        {
            // On the magnitude: exponentials of ±x differ in rounding.
            Vector512<double> asked = Vector512.Abs(v) * bend, x = Vector512.Min(Vector512.Create(Greatest), asked);
            Vector512<double> e = Vector512.Exp(x), inverse = Vector512<double>.One / e, cosh = (e + inverse) * 0.5;

            // Below 1 the two exponentials cancel; the series to x¹⁷ leaves out 7e-18 of sinh 1.
            Vector512<double> q = x * x, series = Vector512.Create(1.0 / 355687428096000);
            series = Vector512.FusedMultiplyAdd(series, q, Vector512.Create(1.0 / 1307674368000));
            series = Vector512.FusedMultiplyAdd(series, q, Vector512.Create(1.0 / 6227020800));
            series = Vector512.FusedMultiplyAdd(series, q, Vector512.Create(1.0 / 39916800));
            series = Vector512.FusedMultiplyAdd(series, q, Vector512.Create(1.0 / 362880));
            series = Vector512.FusedMultiplyAdd(series, q, Vector512.Create(1.0 / 5040));
            series = Vector512.FusedMultiplyAdd(series, q, Vector512.Create(1.0 / 120));
            series = Vector512.FusedMultiplyAdd(series, q, Vector512.Create(1.0 / 6));
            series = Vector512.FusedMultiplyAdd(series * q, x, x);
            Vector512<double> sinh = Vector512.ConditionalSelect(Vector512.LessThan(q, Vector512<double>.One), series, (e - inverse) * 0.5);
            current = Vector512.CopySign(g * (1 / bend) * Vector512.FusedMultiplyAdd(cosh, asked - x, sinh), v);
            slope = g * cosh;
        }
    }
}
