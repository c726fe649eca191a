using Mho.Experiments.Plots;
using Mho.Experiments.Reports;

namespace Mho.Experiments.Physical;

/// <summary>Accuracy over |E|.</summary>
internal static class SweepFigures
{
    /// <summary>All trained curves with their bands; the baselines of the first.</summary>
    public static IEnumerable<Figure> Of(ReversalSweep experiment, SweepOutcome outcome)
    {
        double[] reversals = [.. experiment.Reversals];
        List<Mark> marks = [];
        for (int c = 0; c < outcome.Curves.Count; c++)
            marks.AddRange(Curve(outcome.Curves[c].Curve.Label is { Length: > 0 } label ? label : "trained as the circuit", reversals, outcome.Curves[c].Trained, c, LineStyle.Solid));
        string band = double.IsNaN(Repeats.HalfWidth(outcome.Curves[0].Trained)) ? "" : " Bands: 95 % confidence of the mean, with the deviation between runs pooled over the points of a curve.";
        yield return new Figure("accuracy", Drawn("Accuracy over |E|", marks), $"{experiment.Runs} networks a point, {outcome.TestImages:N0} test images.{band}");
        if (!experiment.Baselines)
            yield break;
        CurveOutcome first = outcome.Curves[0];
        yield return new Figure("baselines", Drawn("Trained as the circuit, or ideal and then deployed",
            [
                .. Curve("trained as the circuit", reversals, first.Trained, 0, LineStyle.Solid),
                .. Curve("trained ideal, deployed", reversals, first.Ideal, 1, LineStyle.Dashed),
                .. Curve("the same, positive and negative weights scaled", reversals, first.Scaled, 2, LineStyle.Dotted),
            ]), $"{(first.Curve.Label.Length > 0 ? first.Curve.Label + ". " : "")}Ideal: trained at |E| = {experiment.IdealReversal}. Scaled: two factors found on {experiment.Scaling.Images:N0} training images.");
    }

    private static Plot Drawn(string title, IReadOnlyList<Mark> marks) =>
        new(title, new Axis("|E| (thresholds)", AxisScale.Logarithmic), new Axis("test images answered rightly (%)"), marks) { Height = 380 };

    private static IEnumerable<Mark> Curve(string label, double[] reversals, IReadOnlyList<Repeats> points, int colour, LineStyle style)
    {
        double half = Repeats.HalfWidth(points);
        if (!double.IsNaN(half))
            yield return new Band("", reversals, [.. points.Select(point => 100 * Math.Max(0, point.Mean - half))], [.. points.Select(point => 100 * Math.Min(1, point.Mean + half))]) { Colour = Palette.Of(colour) };
        yield return new Line(label, reversals, [.. points.Select(point => 100 * point.Mean)]) { Colour = Palette.Of(colour), Style = style, Dots = true };
    }
}
