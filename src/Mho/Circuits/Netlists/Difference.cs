using System.Numerics;

namespace Mho.Circuits.Netlists;

/// <summary>Where two solutions of one circuit differ most.</summary>
/// <param name="Where">The node or output, in words.</param>
/// <param name="Ours">What our solver found, V or A; real but for alternating current.</param>
/// <param name="Theirs">What ngspice found.</param>
/// <param name="Scale">What their difference is divided by.</param>
public sealed record Difference(string Where, Complex Ours, Complex Theirs, double Scale)
{
    /// <summary>|ours − theirs| / scale; 0 where both are zero everywhere, and infinite where one is no number.</summary>
    public double Relative => Ours == Theirs ? 0 : Complex.IsFinite(Ours) && Complex.IsFinite(Theirs) ? Complex.Abs(Ours - Theirs) / Scale : double.PositiveInfinity;

    /// <summary>The larger of two.</summary>
    internal Difference OrWorse(Difference other) => other.Relative > Relative ? other : this;
}
