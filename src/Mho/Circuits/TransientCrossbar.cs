namespace Mho.Circuits;

/// <summary>A crossbar in time: resistances, cell capacitances and stray capacitances under inputs that change, in steps of one length.</summary>
/// <remarks>
/// Implicit trapezoid: over a step h a capacitor is the conductance 2C/h beside a source of what it held, i' = (2C/h)(v' − v) − i. Errors fall with h²; no
/// step is too long to be stable. The first step is two of backward Euler of h/2, whose conductance is the same 2C/h: they need no current of before a
/// jump of the inputs at time 0, and damp what a trapezoid would carry on as ringing. R. Rannacher, Numer. Math. 43, 309 (1984).
/// Between samples inputs are straight lines. Left out, and refused: coils and coupling between lines.
/// </remarks>
public sealed record TransientCrossbar
{
    /// <summary>An array and a step.</summary>
    /// <param name="crossbar">The array.</param>
    /// <param name="step">Above zero.</param>
    public TransientCrossbar(Crossbar crossbar, Duration step)
    {
        ArgumentNullException.ThrowIfNull(crossbar);
        if (!(step.SI > 0) || !double.IsFinite(step.SI))
            throw new ArgumentOutOfRangeException(nameof(step), $"a step of {step}; give more than 0 s.");
        if (Math.Max(crossbar.WordLines.SegmentInductance.SI, crossbar.BitLines.SegmentInductance.SI) > 0)
            throw new ArgumentException("segments have an inductance, which steps in time leave out; set it to 0 H, or ask for alternating current.", nameof(crossbar));
        if (Math.Max(crossbar.WordLines.Coupling.SI, crossbar.BitLines.Coupling.SI) > 0)
            throw new ArgumentException("neighbouring lines are coupled, which steps in time leave out; set the coupling to 0 F, or ask for alternating current.", nameof(crossbar));
        (Crossbar, Step) = (crossbar, step);
    }

    /// <summary>The array.</summary>
    public Crossbar Crossbar { get; }

    /// <summary>The length of a step.</summary>
    public Duration Step { get; }

    /// <summary>V at which the inputs had been for long before time 0 [rows]; empty for 0 V, every capacitor empty.</summary>
    public ReadOnlyMemory<double> Before
    {
        get;
        init => field = value.IsEmpty || value.Length == Crossbar.Rows ? value
            : throw new ArgumentException($"{value.Length} inputs before the start; give one for each of the {Crossbar.Rows} rows, or none.", nameof(value));
    }

    /// <summary>Makes the array ready: once for any number of waveforms.</summary>
    /// <param name="tolerance">Relative error of each output at each step, beside that of the step's length; 10⁻¹⁴ … 0.1.</param>
    /// <exception cref="InvalidOperationException">A node without any path to a terminal, or a loop of ideal conductors between terminals; says which.</exception>
    public PreparedTransient Prepare(double tolerance = 1e-9) => new(this, tolerance);
}
