using Mho.Numerics;

namespace Mho.Devices;

/// <summary>Another device, some cells of which do not obey: stuck at the lowest or the highest conductance, or open.</summary>
/// <remarks>
/// Each cell draws one lot when programmed, from the child "stuck" of its key: program an array again with the same key and the same cells fail.
/// Stuck cells do not relax and have no read noise. They are known later by their value alone: the double next below Min,
/// next above Max, and 1e-30 S for open, which no programming of a healthy cell gives; so keep conductances in double between the calls.
/// </remarks>
[Model("stuck", Source = "definition")]
public sealed record Stuck : IProgrammable, IRelaxing, IReadNoise
{
    private const double OpenCell = 1e-30;

    /// <summary>The device of the healthy cells; it must be programmable at once (a pulsed device has failures of its own).</summary>
    public IDevice Device
    {
        get;
        init => field = value as IProgrammable
            ?? throw new ArgumentException($"Device = {value?.GetType().Name ?? "null"} cannot be programmed to a target at once, so it cannot be wrapped; a pulsed device states its own failing cells.", nameof(value));
    }
    = new Ideal();

    /// <summary>Fraction of cells stuck at the lowest conductance.</summary>
    public double AtMin { get; init => field = CellSpans.RequireFraction(value, nameof(AtMin)); }

    /// <summary>Fraction of cells stuck at the highest conductance.</summary>
    public double AtMax { get; init => field = CellSpans.RequireFraction(value, nameof(AtMax)); }

    /// <summary>Fraction of cells without connection, 0 S.</summary>
    public double Open { get; init => field = CellSpans.RequireFraction(value, nameof(Open)); }

    /// <inheritdoc/>
    public ConductanceRange Range => Device.Range;

    private double Low => Range.Min.SI > 0 ? Math.BitDecrement(Range.Min.SI) : 2 * OpenCell;

    private double High => Math.BitIncrement(Range.Max.SI);

    /// <inheritdoc/>
    public void Program(ReadOnlySpan<double> targets, Key key, Span<double> achieved)
    {
        if (AtMin + AtMax + Open > 1)
            throw new InvalidOperationException($"AtMin + AtMax + Open = {AtMin + AtMax + Open} is more than all cells; lower one of them.");
        ((IProgrammable)Device).Program(targets, key, achieved);
        Key stuck = key["stuck"];
        for (int i = 0; i < achieved.Length; i++)
        {
            double lot = stuck.Uniform(i);
            if (lot < AtMin)
                achieved[i] = Low;
            else if (lot < AtMin + AtMax)
                achieved[i] = High;
            else if (lot < AtMin + AtMax + Open)
                achieved[i] = OpenCell;
        }
    }

    /// <inheritdoc/>
    public void Relax(ReadOnlySpan<double> programmed, Duration elapsed, Key key, Span<double> conductances)
    {
        CellSpans.RequireSameLength(programmed.Length, conductances.Length);
        CellSpans.RequireElapsed(elapsed);
        if (Device is not IRelaxing relaxing)
        {
            programmed.CopyTo(conductances);
            return;
        }

        // The memory may be the same: remember which cells are stuck before the healthy ones move.
        double low = Low, high = High;
        Dictionary<int, double> stuck = [];
        for (int i = 0; i < programmed.Length; i++)
        {
            if (IsStuck(programmed[i], low, high))
                stuck.Add(i, programmed[i]);
        }

        relaxing.Relax(programmed, elapsed, key, conductances);
        foreach ((int cell, double value) in stuck)
            conductances[cell] = value;
    }

    /// <inheritdoc/>
    public Finding? ProgrammingDoubt => ((IProgrammable)Device).ProgrammingDoubt;

    /// <inheritdoc/>
    public Finding? Doubt(Duration elapsed) => (Device as IRelaxing)?.Doubt(elapsed);

    /// <inheritdoc/>
    public void ReadSpread(ReadOnlySpan<double> conductances, Duration elapsed, Span<double> sigma)
    {
        CellSpans.RequireSameLength(conductances.Length, sigma.Length);
        CellSpans.RequireElapsed(elapsed);
        if (Device is not IReadNoise noisy)
        {
            sigma.Clear();
            return;
        }

        double low = Low, high = High;
        List<int> stuck = [];
        for (int i = 0; i < conductances.Length; i++)
        {
            if (IsStuck(conductances[i], low, high))
                stuck.Add(i);
        }

        noisy.ReadSpread(conductances, elapsed, sigma);
        foreach (int cell in stuck)
            sigma[cell] = 0;
    }

    private static bool IsStuck(double g, double low, double high) => g == low || g == high || g == OpenCell;
}
