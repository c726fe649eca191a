using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mho.Circuits.Cells;

/// <summary>A diode as selector in series with a resistor of conductance G (1S1R).</summary>
/// <remarks>
/// V = I/G + a ln(1 + I/Iₛ) with a = n k T/q. In units of a and Iₛ, with ρ = Iₛ/(a G), v = V/a and z = I/Iₛ: ρ z + ln(1 + z) = v. With ω = ρ (1 + z) this is
/// Wright's omega function, ω + ln ω = v + ρ + ln ρ, which no voltage overflows:
/// <code>
/// I = a G (ω − ρ),   ∂I/∂V = G ω / (1 + ω),   ∂I/∂G = (I/G) ω / (1 + ω)
/// </code>
/// R. M. Corless, D. J. Jeffrey, "The Wright ω function", AISC 2002, LNCS 2385, 76; iterated as F. N. Fritsch, R. E. Shafer, W. P. Crowley, Comm. ACM 16, 123 (1973).
/// Left out: the diode's breakdown and its capacitance.
/// </remarks>
[Model("diode-selector", Source = "W. Shockley, Bell Syst. Tech. J. 28, 435 (1949): I = Iₛ (exp(V/(n k T/q)) − 1), in series with a resistor")]
public sealed record DiodeSelectorCell : ICellCurrent, ISpiceCell
{
    /// <summary>Iₛ: what leaks backwards.</summary>
    public Current Saturation
    {
        get;
        init => field = value.SI is >= 1e-30 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"Saturation = {value}; give 1e-30 A to 1 A.");
    }
    = new(1e-9);

    /// <summary>a = n k T/q: the voltage that lets e times more current through.</summary>
    public Voltage Slope
    {
        get;
        init => field = value.SI is >= 1e-3 and <= 10
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"Slope = {value}; give 1 mV to 10 V (26 mV is an ideal junction at room temperature).");
    }
    = new(0.04);

    /// <inheritdoc/>
    public bool Odd => false;

    /// <inheritdoc/>
    public string Spice => string.Create(CultureInfo.InvariantCulture, $"B1 a m I={Saturation.SI:R}*(exp(min(V(a,m)/{Slope.SI:R},200))-1)\nR1 m b {{1/G}}");

    /// <inheritdoc/>
    public void Currents(ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> currents, Span<double> slopes) =>
        CellRun.Currents(new Law(Saturation.SI, Slope.SI), conductances, voltages, currents, slopes);

    /// <inheritdoc/>
    public void Gains(ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> gains)
    {
        Span<double> currents = stackalloc double[64], slopes = stackalloc double[64];
        for (int from = 0; from < voltages.Length; from += currents.Length)
        {
            int count = Math.Min(currents.Length, voltages.Length - from);
            ReadOnlySpan<double> g = conductances.Slice(from, count);
            Currents(g, voltages.Slice(from, count), currents[..count], slopes[..count]);
            for (int k = 0; k < count; k++)
            {
                double least = Math.Max(g[k], Law.Least);
                gains[from + k] = currents[k] / least * (slopes[k] / least);
            }
        }
    }

    private readonly struct Law(double saturation, double a) : ICellLaw
    {
        // An open cell is computed as this conductance: the laws divide by it.
        public const double Least = 1e-20;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At(Vector512<double> g, Vector512<double> v, out Vector512<double> current, out Vector512<double> slope)
        {
            Vector512<double> one = Vector512<double>.One, resistor = Vector512.Max(g, Vector512.Create(Least)), scaled = v / a;
            Vector512<double> ratio = Vector512.Create(saturation / a) / resistor;
            Vector512<double> omega = Omega(scaled + ratio + Vector512.Log(ratio)), z = (omega / ratio) - one;

            // Near 0 V ω and ρ cancel: two steps of Newton on ρ z + ln(1 + z) = v give z its digits back.
            Vector512<double> polished = Polish(Polish(z, ratio, scaled), ratio, scaled);
            Vector512<double> near = Vector512.GreaterThan(z, Vector512.Create(-0.5)) & Vector512.LessThan(z, one);
            current = Vector512.AndNot(Vector512.ConditionalSelect(near, polished, z) * saturation, Vector512.Equals(v, Vector512<double>.Zero));
            slope = resistor * (omega / (one + omega));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<double> Polish(Vector512<double> z, Vector512<double> ratio, Vector512<double> v)
        {
            // ln(1 + z) of a small z: what 1 + z loses in rounding is put back to first order.
            Vector512<double> one = Vector512<double>.One, u = Vector512.Max(one + z, Vector512.Create(0.1)), log = Vector512.Log(u) - (((u - one) - z) / u);
            return z - ((Vector512.FusedMultiplyAdd(ratio, z, log) - v) / (ratio + (one / u)));
        }

        // ω + ln ω = x. Below −20 two terms of its series in eˣ are exact; above, three iterations of fourth order.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<double> Omega(Vector512<double> x)
        {
            Vector512<double> one = Vector512<double>.One, power = Vector512.Exp(Vector512.Min(x, one)), log = Vector512.Log(Vector512.Max(x, one));
            Vector512<double> large = x - log + (log / Vector512.Max(x, one)), w = Vector512.ConditionalSelect(Vector512.GreaterThan(x, one), large, power / (one + power));
            w = Vector512.Max(w, Vector512.Create(1e-12));
            for (int k = 0; k < 3; k++)
            {
                Vector512<double> r = x - w - Vector512.Log(w), up = one + w, two = up * Vector512.FusedMultiplyAdd(r, Vector512.Create(2.0 / 3), up);
                w = Vector512.FusedMultiplyAdd(w, r / up * ((two - (r * 0.5)) / (two - r)), w);
            }

            return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-20.0)), power * (one - power), w);
        }
    }
}
