using Mho.Numerics;
using static Mho.Units;

namespace Mho.Devices;

/// <summary>Filament cell under 1 µs SET and RESET pulses, made for the incremental write–verify of NeuRRAM.</summary>
/// <remarks>
/// One pulse of amplitude V on a cell at G, with overdrive v = max(0, V − Vth)/0.1 V:
/// SET ΔG = + a·v^p·(1 − G/G_hi)·X, RESET ΔG = − a'·v^p·H/(H + 10 µS)·X with H = G − G_lo; then G is kept in [G_lo, G_hi].
/// X = exp(c·z − c²/2) is the cycle-to-cycle spread (mean 1). Cell to cell vary the two thresholds (normal), G_hi (log-normal) and
/// G_lo (log-normal about 0.3 µS); a fraction <see cref="Weak"/> has G_hi between 18 and 40 µS, a fraction <see cref="StuckLow"/> has G_lo between 3 and 4 µS:
/// the two kinds of failure the NeuRRAM programming logs show. Formed cells are log-uniform in 15 … 300 kΩ, as those logs list them.
/// The shape is a physical guess (soft bounds, threshold switching); a, a', p, c are calibrated on the published outcome of write–verify:
/// yield 99 %, 8.52 pulses a cell, window ± 1 µS, targets 1 … 40 µS. PulsedRramTests repeats the calibration. The pulses do not know the relaxation
/// since: <see cref="Relaxation"/> adds it afterwards. Left out: pulse width, current compliance, endurance, disturb of neighbours.
/// </remarks>
[Model("pulsed-rram", Source = "calibrated on W. Wan et al., Nature 608, 504 (2022), Methods and Extended Data Fig. 3; failures as in the authors' programming logs")]
public sealed record PulsedRram : IPulsed, IRelaxing, IReadNoise
{
    private const double LowMedian = 0.3e-6, LowSpread = 0.5, ResetHalf = 10e-6, OverdriveUnit = 0.1;

    /// <inheritdoc/>
    public ConductanceRange Range { get; init => field = Wan2022Rram.Published(value); } = new(1 * uS, 40 * uS);

    /// <summary>Mean SET threshold of the cells.</summary>
    public Voltage SetThreshold { get; init; } = 1.25 * V;

    /// <summary>Mean RESET threshold of the cells, as a positive amplitude.</summary>
    public Voltage ResetThreshold { get; init; } = 1.5 * V;

    /// <summary>Standard deviation of both thresholds from cell to cell.</summary>
    public Voltage ThresholdSpread { get; init; } = 100 * mV;

    /// <summary>a: mean SET step of a cell near 0 S, 0.1 V above its threshold.</summary>
    public Conductance SetStep { get; init; } = 1.5 * uS;

    /// <summary>a': mean RESET step of a cell far above G_lo, 0.1 V above its threshold.</summary>
    public Conductance ResetStep { get; init; } = 2 * uS;

    /// <summary>p: how a step grows with the overdrive.</summary>
    public double OverdriveExponent { get; init; } = 1.2;

    /// <summary>c: standard deviation of the logarithm of a step from pulse to pulse.</summary>
    public double CycleSpread { get; init => field = CellSpans.RequireSpread(value, nameof(CycleSpread)); } = 0.4;

    /// <summary>Median of G_hi over ordinary cells.</summary>
    public Conductance Highest { get; init; } = 60 * uS;

    /// <summary>Standard deviation of ln G_hi over ordinary cells.</summary>
    public double HighestSpread { get; init => field = CellSpans.RequireSpread(value, nameof(HighestSpread)); } = 0.18;

    /// <summary>Fraction of cells that cannot be set to the top of the range.</summary>
    public double Weak { get; init => field = CellSpans.RequireFraction(value, nameof(Weak)); } = 0.035;

    /// <summary>Fraction of cells that cannot be reset below 3 to 4 µS.</summary>
    public double StuckLow { get; init => field = CellSpans.RequireFraction(value, nameof(StuckLow)); } = 0.01;

    /// <summary>What happens after the last pulse. Its window is the verify window, so that the spread is not counted twice.</summary>
    public Wan2022Rram Relaxation { get; init; } = new() { Window = 1 * uS };

    /// <inheritdoc/>
    public PulsedCells Form(int count, Key key)
    {
        PulsedCells cells = new(count);
        Key set = key["set threshold"], reset = key["reset threshold"], high = key["highest"], low = key["lowest"], kind = key["kind"], formed = key["formed"];
        for (int i = 0; i < count; i++)
        {
            cells.SetThresholds[i] = SetThreshold.SI + (ThresholdSpread.SI * set.Normal(i));
            cells.ResetThresholds[i] = ResetThreshold.SI + (ThresholdSpread.SI * reset.Normal(i));
            double lot = kind.Uniform(i);
            bool weak = lot < Weak, stuck = lot >= 1 - StuckLow;
            cells.Highest[i] = weak ? 18e-6 + (22e-6 * high.Uniform(i)) : Highest.SI * Math.Exp(HighestSpread * high.Normal(i));
            cells.Lowest[i] = Math.Min(stuck ? 3e-6 + (1e-6 * low.Uniform(i)) : LowMedian * Math.Exp(LowSpread * low.Normal(i)), cells.Highest[i]);
            double ohms = 15e3 * Math.Pow(300e3 / 15e3, formed.Uniform(i));
            cells.Conductances[i] = Math.Clamp(1 / ohms, cells.Lowest[i], cells.Highest[i]);
        }

        return cells;
    }

    /// <inheritdoc/>
    public void Apply(PulsedCells cells, int first, ReadOnlySpan<double> volts, Key key)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (first < 0 || first > cells.Count - volts.Length)
            throw new ArgumentOutOfRangeException(nameof(first), $"cells {first} to {first + volts.Length - 1} are not all among the {cells.Count} cells formed.");
        for (int i = 0; i < volts.Length; i++)
        {
            if (volts[i] == 0)
                continue;
            int cell = first + i;
            double g = cells.Conductances[cell], low = cells.Lowest[cell], high = cells.Highest[cell];
            double threshold = volts[i] > 0 ? cells.SetThresholds[cell] : cells.ResetThresholds[cell];
            int pulse = cells.Pulses[cell]++;
            double overdrive = (Math.Abs(volts[i]) - threshold) / OverdriveUnit;
            if (!(overdrive > 0))
                continue;
            double cycle = Math.Exp((CycleSpread * key[cell].Normal(pulse)) - (0.5 * CycleSpread * CycleSpread));
            double above = Math.Max(0, g - low);
            double step = volts[i] > 0 ? SetStep.SI * Math.Max(0, 1 - (g / high)) : -ResetStep.SI * above / (above + ResetHalf);
            cells.Conductances[cell] = Math.Clamp(g + (step * Math.Pow(overdrive, OverdriveExponent) * cycle), low, high);
        }
    }

    /// <inheritdoc/>
    public void Relax(ReadOnlySpan<double> programmed, Duration elapsed, Key key, Span<double> conductances) =>
        Relaxation.Relax(programmed, elapsed, key, conductances);

    /// <inheritdoc/>
    public Finding? Doubt(Duration elapsed) => Relaxation.Doubt(elapsed);

    /// <inheritdoc/>
    public void ReadSpread(ReadOnlySpan<double> conductances, Duration elapsed, Span<double> sigma) => Relaxation.ReadSpread(conductances, elapsed, sigma);
}
