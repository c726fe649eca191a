using Mho.Autograd;
using Mho.Networks;

namespace Mho.Experiments.Physical;

/// <summary>A grid of factors for the positive and the negative weights of a network trained ideal: the repair that a circuit designer tries before training anew.</summary>
/// <remarks>
/// The "scaled ANN" of Y. Sakemi et al., arXiv 2412.09010 v1: α⁺ on all w ≥ 0 and α⁻ on all w &lt; 0, steps of 0.1, chosen on training images. Here every fourth point of the
/// grid first, then all points within three steps of the best. Of equals the factors nearest to 1 win.
/// </remarks>
/// <param name="From">Least factor, above 0.</param>
/// <param name="To">Largest factor.</param>
/// <param name="Step">Step of both factors.</param>
/// <param name="Images">Training images that choose.</param>
public sealed record ScaleSearch(double From = 0.4, double To = 3.2, double Step = 0.1, int Images = 500)
{
    private const int Coarse = 4, Near = 3, MostSteps = 200;

    /// <summary>Least factor.</summary>
    public double From { get; init => field = Factor(value, nameof(From)); } = Factor(From, nameof(From));

    /// <summary>Largest factor.</summary>
    public double To { get; init => field = Factor(value, nameof(To)); } = Factor(To, nameof(To));

    /// <summary>Step of both factors.</summary>
    public double Step { get; init => field = Factor(value, nameof(Step)); } = Factor(Step, nameof(Step));

    /// <summary>Training images that choose.</summary>
    public int Images { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"Images = {value}; give at least 1 image to choose by, some 500."); } =
        Images >= 1 ? Images : throw new ArgumentOutOfRangeException(nameof(Images), $"Images = {Images}; give at least 1 image to choose by, some 500.");

    /// <summary>The network with its positive weights times one factor and its negative ones times another.</summary>
    public static TrainedNetwork Scaled(TrainedNetwork trained, double positive, double negative)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ParameterSet scaled = trained.Network.Initialize(default);
        foreach (Parameter parameter in trained.Parameters.All)
        {
            Span<float> to = scaled[parameter.Name].Values;
            ReadOnlySpan<float> from = parameter.Values;
            for (int i = 0; i < from.Length; i++)
                to[i] = (float)((from[i] >= 0 ? positive : negative) * from[i]);
        }

        return trained with { Parameters = scaled };
    }

    /// <summary>The factors that answer the most training images rightly.</summary>
    public (double Positive, double Negative) Best(TrainedNetwork trained, LabelledImages images, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        int count = Count();
        LabelledImages chosen = images.Take(Images);
        (int Positive, int Negative) best = default;
        (int Correct, double Nearness) most = (-1, 0);
        HashSet<(int, int)> tried = [];
        void Try(int i, int j)
        {
            if (i < 0 || j < 0 || i >= count || j >= count || !tried.Add((i, j)))
                return;
            cancel.ThrowIfCancellationRequested();
            int correct = Scaled(trained, At(i), At(j)).Evaluate(chosen).Correct;
            double nearness = -Math.Abs(Math.Log(At(i))) - Math.Abs(Math.Log(At(j)));
            if ((correct, nearness).CompareTo(most) > 0)
                (most, best) = ((correct, nearness), (i, j));
        }

        for (int i = 0; i < count; i += Coarse)
        {
            for (int j = 0; j < count; j += Coarse)
                Try(i, j);
        }

        (int atPositive, int atNegative) = best;
        for (int i = -Near; i <= Near; i++)
        {
            for (int j = -Near; j <= Near; j++)
                Try(atPositive + i, atNegative + j);
        }

        return (At(best.Positive), At(best.Negative));
    }

    /// <summary>Whether a factor is the last of the grid, so that a better one may lie beyond.</summary>
    internal bool AtEnd(double factor) => factor <= At(0) || factor >= At(Count() - 1);

    private double At(int step) => From + (step * Step);

    private int Count()
    {
        double steps = Math.Floor(((To - From) / Step) + 1e-9);
        return steps is >= 0 and <= MostSteps
            ? (int)steps + 1
            : throw new InvalidOperationException($"factors from {From} to {To} in steps of {Step} are {steps} steps; give 0 to {MostSteps}.");
    }

    private static double Factor(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} = {value}; factors and their step are above 0, for a factor of 0 takes all weights of a sign away.");
}
