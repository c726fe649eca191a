namespace Mho.Circuits.Netlists;

/// <summary>Where two solutions of one circuit differ most.</summary>
/// <param name="Where">The node or output, in words.</param>
/// <param name="Ours">What our solver found, V or A.</param>
/// <param name="Theirs">What ngspice found.</param>
/// <param name="Scale">What their difference is divided by.</param>
public sealed record Difference(string Where, double Ours, double Theirs, double Scale)
{
    /// <summary>|ours − theirs| / scale; 0 where both are zero everywhere, and infinite where one is no number.</summary>
    public double Relative => Ours == Theirs ? 0 : double.IsFinite(Ours) && double.IsFinite(Theirs) ? Math.Abs(Ours - Theirs) / Scale : double.PositiveInfinity;
}
