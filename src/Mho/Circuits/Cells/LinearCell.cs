using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mho.Circuits.Cells;

/// <summary>I = G V: the reference that every other element is compared with.</summary>
[Model("linear", Source = "Ohm's law")]
public sealed record LinearCell : ICellCurrent, ISpiceCell
{
    /// <inheritdoc/>
    public bool Odd => true;

    /// <inheritdoc/>
    public string Spice => "R1 a b {1/G}";

    /// <inheritdoc/>
    public void Currents(ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> currents, Span<double> slopes) =>
        CellRun.Currents(default(Law), conductances, voltages, currents, slopes);

    /// <inheritdoc/>
    public void Gains(ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> gains) => voltages.CopyTo(gains);

    private readonly struct Law : ICellLaw
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At(Vector512<double> g, Vector512<double> v, out Vector512<double> current, out Vector512<double> slope) => (current, slope) = (g * v, g);
    }
}
