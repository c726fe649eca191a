namespace Mho.Experiments.Physical;

/// <summary>Accuracies of one curve, one for each |E|.</summary>
/// <param name="Curve">Which.</param>
/// <param name="Trained">Trained at this |E|.</param>
/// <param name="Ideal">Trained ideal, tested at this |E|; empty if not asked for.</param>
/// <param name="Scaled">Trained ideal, scaled, tested at this |E|.</param>
/// <param name="Factors">Factors of the scaled one, one pair for each |E| and run.</param>
internal sealed record CurveOutcome(
    SweepCurve Curve, IReadOnlyList<Repeats> Trained, IReadOnlyList<Repeats> Ideal, IReadOnlyList<Repeats> Scaled, IReadOnlyList<IReadOnlyList<(double Positive, double Negative)>> Factors);
