using Mho.Numerics;
using static Mho.Units;

namespace Mho.Devices;

/// <summary>Phase-change memory after iterative programming: error of the programming, drift of the amorphous part, 1/f read noise.</summary>
/// <remarks>
/// Programming, read t₀ = 27.36 s after it: G = max(0, target + σ(target)·z), σ/µS = 0.286386 + 0.0758572 g − 0.00178767 g², g = target/µS (Joshi).
/// Drift: G(t) = G(t₀)·(t/t₀)^−ν for t ≥ t₀, ν = |μ(x) + σ(x)·z| with its own z for each cell and x = G(t₀)/25 µS,
/// μ = clamp(0.0244 − 0.0155 ln x, 0.049, 0.1), σ = clamp(−0.0059 − 0.0125 ln x, 0.008, 0.045) (Nandakumar). Before t₀ nothing is published: held.
/// Read noise, integrated from 1/(time since programming) to 1/(2·250 ns): σ = G·min(0.2, 0.0088/max(x^0.65, 0.001))·√ln((t + 250 ns)/500 ns);
/// x is taken at the present conductance, which drift has lowered a little. Left out: temperature, correlation of successive reads.
/// </remarks>
[Model("joshi2020-pcm", Source = "V. Joshi et al., Nat. Commun. 11, 2473 (2020), programming; S. R. Nandakumar et al., ICECS 2019, drift and read noise; constants as in cross-sim (PCM_Joshi.py) and aihwkit (pcm.py)")]
public sealed record Joshi2020Pcm : IProgrammable, IRelaxing, IReadNoise
{
    internal const double FirstRead = 27.36, FullScale = 25e-6, ReadTime = 250e-9;

    // Ascending powers of g/µS, values in µS.
    private static readonly double[] Sigma = [0.28638599, 0.07585724, -0.00178767];

    /// <inheritdoc/>
    public ConductanceRange Range
    {
        get;
        init => field = value.Max.SI <= FullScale
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"Range.Max = {value.Max} is above 25 uS, the highest conductance of Joshi 2020; lower it or choose a model fitted above.");
    }
    = new(0 * uS, 25 * uS);

    /// <summary>Multiplies the drift exponents: 1 as published, 0 switches drift off.</summary>
    public double DriftScale { get; init => field = CellSpans.RequireSpread(value, nameof(DriftScale)); } = 1;

    /// <summary>Multiplies the read noise: 1 as published, 0 switches it off.</summary>
    public double ReadNoiseScale { get; init => field = CellSpans.RequireSpread(value, nameof(ReadNoiseScale)); } = 1;

    /// <summary>Standard deviation in S of programming to <paramref name="target"/> S, at the first read.</summary>
    public double ProgrammingSpread(double target) => 1e-6 * Polynomial.Evaluate<double>(Sigma, 1e6 * target); // µS in, S out

    /// <inheritdoc/>
    public void Program(ReadOnlySpan<double> targets, Key key, Span<double> achieved)
    {
        CellSpans.RequireSameLength(targets.Length, achieved.Length);
        for (int i = 0; i < targets.Length; i++)
        {
            double target = Range.Nearest(targets[i]);
            achieved[i] = Math.Max(0, target + (ProgrammingSpread(target) * key.Normal(i)));
        }
    }

    /// <inheritdoc/>
    public void Relax(ReadOnlySpan<double> programmed, Duration elapsed, Key key, Span<double> conductances)
    {
        CellSpans.RequireSameLength(programmed.Length, conductances.Length);
        double late = DriftScale * Math.Log(Math.Max(1, CellSpans.RequireElapsed(elapsed) / FirstRead));
        for (int i = 0; i < programmed.Length; i++)
        {
            double x = Math.Log(Math.Max(programmed[i] / FullScale, 1e-7));
            double mean = Math.Clamp(0.0244 - (0.0155 * x), 0.049, 0.1), spread = Math.Clamp(-0.0059 - (0.0125 * x), 0.008, 0.045);
            conductances[i] = programmed[i] * Math.Exp(-Math.Abs(mean + (spread * key.Normal(i))) * late);
        }
    }

    /// <inheritdoc/>
    public Finding? Doubt(Duration elapsed) => elapsed.SI < FirstRead
        ? new Finding(Severity.Note, "joshi2020-pcm", $"asked {elapsed} after programming, before the first published read at 27.36 s; the state of that read is held", "evaluate at 27.36 s or later")
        : null;

    /// <inheritdoc/>
    public void ReadSpread(ReadOnlySpan<double> conductances, Duration elapsed, Span<double> sigma)
    {
        CellSpans.RequireSameLength(conductances.Length, sigma.Length);
        double band = Math.Sqrt(Math.Max(0, Math.Log((CellSpans.RequireElapsed(elapsed) + ReadTime) / (2 * ReadTime))));
        for (int i = 0; i < conductances.Length; i++)
        {
            double x = Math.Max(conductances[i] / FullScale, 1e-7);
            sigma[i] = ReadNoiseScale * conductances[i] * Math.Min(0.2, 0.0088 / Math.Max(Math.Pow(x, 0.65), 1e-3)) * band;
        }
    }
}
