using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Json.Serialization;

namespace Mho.Circuits.Cells;

/// <summary>I = G (V + c₂ V² + c₃ V³ + …): a curve fitted to measured sweeps; G is the conductance at small voltages.</summary>
/// <remarks>Beyond ±<see cref="Limit"/> the current goes on along its tangent: a fit says nothing outside its data. Within, it must rise everywhere.</remarks>
[Model("polynomial", Source = "definition")]
public sealed record PolynomialCell : ICellCurrent, ISpiceCell
{
    /// <summary>I = G (V + V³/3) to 2 V.</summary>
    public PolynomialCell()
        : this(2, 0, 1.0 / 3)
    {
    }

    /// <summary>A curve of these coefficients.</summary>
    /// <param name="coefficients">c₂, c₃, …: 1/V, 1/V², ….</param>
    /// <param name="limit">V to which it was fitted, on both sides.</param>
    [JsonConstructor]
    public PolynomialCell(ReadOnlyMemory<double> coefficients, double limit)
        : this(limit, coefficients.Span)
    {
    }

    /// <summary>A curve of these coefficients.</summary>
    /// <param name="limit">V to which it was fitted, on both sides.</param>
    /// <param name="coefficients">c₂, c₃, …: 1/V, 1/V², ….</param>
    public PolynomialCell(double limit, params ReadOnlySpan<double> coefficients)
    {
        if (!(limit > 0) || !double.IsFinite(limit))
            throw new ArgumentOutOfRangeException(nameof(limit), $"a fit to {limit} V; give more than 0.");
        (Limit, Coefficients) = (limit, coefficients.ToArray());
        double[] slope = new double[coefficients.Length + 1];
        slope[0] = 1;
        for (int k = 0; k < coefficients.Length; k++)
        {
            if (!double.IsFinite(coefficients[k]))
                throw new ArgumentOutOfRangeException(nameof(coefficients), $"c{k + 2} = {coefficients[k]}; give finite coefficients.");
            slope[k + 1] = (k + 2) * coefficients[k];
        }

        if (FallingPolynomial.Find(slope, -limit, limit) is double v)
            throw new ArgumentOutOfRangeException(nameof(coefficients), string.Create(CultureInfo.InvariantCulture, $"the current falls with the voltage near {v:G3} V; fit a curve that rises everywhere to ±{limit} V, or lower the limit."));
    }

    /// <summary>V to which the curve holds, on both sides.</summary>
    public double Limit { get; }

    /// <summary>c₂, c₃, …: 1/V, 1/V², ….</summary>
    public ReadOnlyMemory<double> Coefficients { get; }

    /// <inheritdoc/>
    public bool Odd
    {
        get
        {
            for (int k = 0; k < Coefficients.Length; k += 2)
            {
                if (Coefficients.Span[k] != 0)
                    return false;
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public string Spice
    {
        get
        {
            if (Coefficients.IsEmpty)
                return "B1 a b I={G}*V(a,b)";

            // X is V within the limits: I/G = X P(X) + (X P)' (V − X), as the kernel has it.
            string limit = Number(Limit), x = $"max(-{limit},min({limit},V(a,b)))";
            return $"B1 a b I={{G}}*({x}*{Sum(x, k => 1)}+{Sum(x, k => k + 2)}*(V(a,b)-{x}))";
        }
    }

    /// <inheritdoc/>
    public void Currents(ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> currents, Span<double> slopes) =>
        CellRun.Currents(new Law(Coefficients, Limit), conductances, voltages, currents, slopes);

    /// <inheritdoc/>
    public void Gains(ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> gains) => CellRun.Proportional(new Law(Coefficients, Limit), voltages, gains);

    /// <inheritdoc/>
    public bool Equals(PolynomialCell? other) => other is not null && Limit == other.Limit && Coefficients.Span.SequenceEqual(other.Coefficients.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Limit, Coefficients.Length, Coefficients.IsEmpty ? 0 : Coefficients.Span[^1]);

    // 1 + s₀ c₂ x + s₁ c₃ x² + … by Horner's rule.
    private string Sum(string x, Func<int, int> scale)
    {
        string sum = "";
        for (int k = Coefficients.Length - 1; k >= 0; k--)
            sum = $"({Number(scale(k) * Coefficients.Span[k])}{(sum.Length == 0 ? "" : $"+{x}*{sum}")})";
        return $"(1+{x}*{sum})";
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private readonly struct Law(ReadOnlyMemory<double> coefficients, double limit) : ICellLaw
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At(Vector512<double> g, Vector512<double> v, out Vector512<double> current, out Vector512<double> slope)
        {
            // Horner's rule for P(x) = 1 + c₂ x + c₃ x² + … and its derivative; I/G = x P, its slope P + x P'.
            ReadOnlySpan<double> c = coefficients.Span;
            Vector512<double> end = Vector512.Create(limit), x = Vector512.Min(end, Vector512.Max(-end, v)), p = Vector512<double>.Zero, d = p;
            for (int k = c.Length - 1; k >= -1; k--)
            {
                d = Vector512.FusedMultiplyAdd(d, x, p);
                p = Vector512.FusedMultiplyAdd(p, x, Vector512.Create(k < 0 ? 1 : c[k]));
            }

            Vector512<double> steep = Vector512.FusedMultiplyAdd(x, d, p);
            current = g * Vector512.FusedMultiplyAdd(x, p, steep * (v - x));
            slope = g * steep;
        }
    }
}
