using Mho.Numerics;
using static Mho.Units;

namespace Mho.Devices;

/// <summary>HfOx/TaOx filament cell of the NeuRRAM chip: how far conductances have moved from their targets a time after write–verify.</summary>
/// <remarks>
/// G(t) = max(0, G + σ_relax(G, t)·z), z standard normal, the same z of a cell at all times (its deviation grows, it does not wander).
/// The published curves σ_total(G, t) are the whole deviation from the target, so σ_relax² = max(0, σ_total² − w²/3), where ± w =
/// <see cref="Window"/> is the uniform error that the programmed conductances already contain: 0 for exact programming, the
/// verify window for cells that a simulated write–verify has programmed.
/// σ_total at 1 s, 1 day and 2 days: polynomials in G; between them linear in ln t. Before 1 s: σ(1 s)·ln(1 + t/τ)/ln(1 + 1 s/τ) with
/// τ = 1 µs, the pulse width — our assumption; its slope at 1 s, 0.13 µS an e-fold averaged over G, continues in the published
/// 0.14 µS from 1 s to 1 day. After 2 days: held, as the curves of 1 and 2 days differ by 3 %; <see cref="Doubt"/> says so.
/// A Gmax below 40 µS is the same cell used at lower targets, so σ keeps its microsiemens; one above is refused, as nothing is published there
/// (aihwkit would scale the law with Gmax/40 µS). Left out: skewness near Gmin, cells that fail to program, temperature.
/// </remarks>
[Model("wan2022-rram", Source = "W. Wan et al., Nature 608, 504 (2022), Extended Data Fig. 3d, by the fits of aihwkit (reram.py) and cross-sim (RRAM_Wan.py)")]
public sealed record Wan2022Rram : IProgrammable, IRelaxing, IReadNoise
{
    internal const double Second = 1, Day = 86400, TwoDays = 172800, PulseWidth = 1e-6;

    // Ascending powers; the quartics in x = G/40 µS, the cubic in G/µS; values in µS. data/wan2022/coefficients.csv holds the same numbers.
    internal static readonly double[] OneSecond = [0.348, 16.030, -43.853, 45.393, -16.815];
    internal static readonly double[] OneDay = [0.701, 22.086, -50.773, 47.095, -16.458];
    internal static readonly double[] AfterTwoDays = [0.782, 20.274, -43.507, 37.062, -11.934];
    internal static readonly double[] OneSecondCrossSim = [1.053, 2.374e-1, -1.167e-2, 1.536e-4];

    // Standard deviation left by n programming iterations relative to one; three are published (−29 %), two lie on the geometric mean.
    private static readonly double[] IterationFactors = [1, 0.84261497732, 0.71];

    /// <summary>From 1 to 40 µS unless narrowed.</summary>
    public ConductanceRange Range { get; init => field = Published(value); } = new(1 * uS, 40 * uS);

    /// <summary>Whose fit of the one-second curve.</summary>
    public Wan2022Fit Fit { get; init; } = Wan2022Fit.Aihwkit;

    /// <summary>How often cells that left the window were programmed again, 1 to 3; scales σ_total by 1, 0.84, 0.71 (Extended Data Fig. 3e).</summary>
    public int ProgrammingIterations
    {
        get;
        init => field = value is >= 1 and <= 3
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"ProgrammingIterations = {value} is not known; Wan 2022 gives the spread for 1 to 3.");
    }
    = 1;

    /// <summary>Half-width w of the uniform error around the target that programmed conductances contain.</summary>
    public Conductance Window
    {
        get;
        init => field = value.SI >= 0 && double.IsFinite(value.SI)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"Window = {value} is not a half-width; give 0 S or more.");
    }

    /// <summary>Standard deviation of a read relative to the conductance; 0.01 is usual, 0 switches read noise off.</summary>
    public double ReadNoise { get; init => field = CellSpans.RequireSpread(value, nameof(ReadNoise)); }

    /// <summary>σ_total in S: the standard deviation from the target, <paramref name="elapsed"/> after programming, of a cell at <paramref name="siemens"/>.</summary>
    public double TotalSpread(double siemens, Duration elapsed) => TotalSpread(siemens, At(CellSpans.RequireElapsed(elapsed)));

    /// <summary>σ_relax in S: the part of <see cref="TotalSpread(double, Duration)"/> that the window does not hold already.</summary>
    public double RelaxationSpread(double siemens, Duration elapsed) => RelaxationSpread(siemens, At(CellSpans.RequireElapsed(elapsed)));

    /// <summary>Hits the targets but for the window: G = target + w·u, u uniform in ±1.</summary>
    /// <inheritdoc/>
    public void Program(ReadOnlySpan<double> targets, Key key, Span<double> achieved)
    {
        CellSpans.RequireSameLength(targets.Length, achieved.Length);
        for (int i = 0; i < targets.Length; i++)
        {
            double target = Range.Nearest(targets[i]);
            achieved[i] = Window.SI == 0 ? target : Math.Max(0, target + (Window.SI * ((2 * key.Uniform(i)) - 1)));
        }
    }

    /// <inheritdoc/>
    public void Relax(ReadOnlySpan<double> programmed, Duration elapsed, Key key, Span<double> conductances)
    {
        CellSpans.RequireSameLength(programmed.Length, conductances.Length);
        Mixture mixture = At(CellSpans.RequireElapsed(elapsed));
        for (int i = 0; i < programmed.Length; i++)
            conductances[i] = Math.Max(0, programmed[i] + (RelaxationSpread(programmed[i], mixture) * key.Normal(i)));
    }

    /// <inheritdoc/>
    public Finding? Doubt(Duration elapsed) => elapsed.SI > TwoDays
        ? new Finding(Severity.Warning, "wan2022-rram", $"asked {elapsed} after programming, but the published curves end at 2 days; the spread of 2 days is held", "evaluate at 2 days or less, or name a device fitted to longer retention data")
        : null;

    /// <inheritdoc/>
    public void ReadSpread(ReadOnlySpan<double> conductances, Duration elapsed, Span<double> sigma)
    {
        CellSpans.RequireSameLength(conductances.Length, sigma.Length);
        CellSpans.RequireElapsed(elapsed);
        for (int i = 0; i < conductances.Length; i++)
            sigma[i] = ReadNoise * conductances[i];
    }

    /// <summary>The range itself, if the paper's measurements reach so far.</summary>
    internal static ConductanceRange Published(ConductanceRange range) => range.Max <= 40 * uS
        ? range
        : throw new ArgumentOutOfRangeException(nameof(range), $"Range.Max = {range.Max} is above 40 uS, the highest conductance of Wan 2022, Extended Data Fig. 3; lower it, or name a device fitted above.");

    private static Mixture At(double t)
    {
        if (t <= Second)
            return new(Math.Log(1 + (t / PulseWidth)) / Math.Log(1 + (Second / PulseWidth)), 0, 0);
        if (t <= Day)
        {
            double f = Math.Log(t / Second) / Math.Log(Day / Second);
            return new(1 - f, f, 0);
        }

        double late = Math.Min(1, Math.Log(t / Day) / Math.Log(TwoDays / Day));
        return new(0, 1 - late, late);
    }

    private double RelaxationSpread(double siemens, Mixture at)
    {
        double total = TotalSpread(siemens, at);
        return Math.Sqrt(Math.Max(0, (total * total) - (Window.SI * Window.SI / 3)));
    }

    private double TotalSpread(double siemens, Mixture at)
    {
        // The quartics turn up beyond their data: a cell that went above 40 µS is given the spread of 40 µS.
        double g = Math.Clamp(1e6 * siemens, 0, 40), x = g / 40; // µS, 1
        double sigma = 0;
        if (at.Second > 0)
            sigma += at.Second * (Fit == Wan2022Fit.CrossSim ? Polynomial.Evaluate<double>(OneSecondCrossSim, Math.Min(g, 39.26)) : Polynomial.Evaluate<double>(OneSecond, x));
        if (at.Day > 0)
            sigma += at.Day * Polynomial.Evaluate<double>(OneDay, x);
        if (at.TwoDays > 0)
            sigma += at.TwoDays * Polynomial.Evaluate<double>(AfterTwoDays, x);
        return Math.Max(0, sigma) * IterationFactors[ProgrammingIterations - 1] * 1e-6; // µS in, S out
    }

    // Weights of the three published curves at one time.
    private readonly record struct Mixture(double Second, double Day, double TwoDays);
}
