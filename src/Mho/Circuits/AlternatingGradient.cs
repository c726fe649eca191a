using System.Numerics;
using Mho.Circuits.Gradients;
using Mho.Circuits.Ladders;

namespace Mho.Circuits;

/// <summary>A real loss's gradient with respect to everything that is programmed or applied in a crossbar under alternating current.</summary>
/// <remarks>
/// Complex gradients are written ∂L/∂Re z + j ∂L/∂Im z. One adjoint solve of the same circuit (<see cref="LadderAdjoint{T}"/>): with the adjoint's voltages λ, and
/// Y = G + jωC behind an access resistance R, ∂L/∂Y = (λᵥ − λᵤ)(u − v) / (1 + R Y)², of which Re and Re(jω ·) are the gradients of G and C.
/// </remarks>
public sealed record AlternatingGradient
{
    /// <summary>∂L/∂G, 1/S [rows × columns]; 0 for shorts.</summary>
    public required ReadOnlyMemory<double> Conductances { get; init; }

    /// <summary>∂L/∂C, 1/F [rows × columns]; 0 for shorts.</summary>
    public required ReadOnlyMemory<double> Capacitances { get; init; }

    /// <summary>∂L/∂Re V + j ∂L/∂Im V of each input, 1/V [rows].</summary>
    public required ReadOnlyMemory<Complex> Inputs { get; init; }

    /// <summary>How the forward and the adjoint solve ended.</summary>
    public required SolveReport Report { get; init; }

    /// <summary>The gradient for one input.</summary>
    /// <param name="array">The array at a frequency.</param>
    /// <param name="input">V [rows].</param>
    /// <param name="loss">From the outputs to ∂L/∂Re I + j ∂L/∂Im I of each [columns].</param>
    /// <param name="tolerance">Relative error of each output, 10⁻¹⁴ … 0.1.</param>
    public static AlternatingGradient Of(AlternatingCrossbar array, ReadOnlyMemory<Complex> input, Func<ReadOnlyMemory<Complex>, ReadOnlyMemory<Complex>> loss, double tolerance = 1e-9)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentNullException.ThrowIfNull(loss);
        PreparedCrossbar<Complex> prepared = array.Prepare(tolerance);
        CrossbarState<Complex> state = prepared.Solve(input);
        Complex[] gamma = loss(state.Outputs).ToArray();
        Crossbar x = array.Crossbar;
        if (gamma.Length != x.Columns)
            throw new ArgumentException($"{gamma.Length} gradients of outputs; give one for each of the {x.Columns} columns.", nameof(loss));
        CrossbarCheck.FiniteGradients<Complex>(gamma, gamma.Length);
        for (int j = 0; j < gamma.Length; j++)
            gamma[j] = Complex.Conjugate(gamma[j]);
        LadderAdjoint<Complex> adjoint = new(x.Rows, x.Columns);
        double omega = 2 * Math.PI * array.Frequency.SI;
        SolveReport report = state.Report.OrWorse(OfNodes(prepared.Adjoint(adjoint, gamma), gamma, CrossbarCircuit.Lines(x.BitLines, x.Columns, x.Rows, omega), tolerance));
        Complex[] cells = new Complex[x.Rows * x.Columns], drops = new Complex[cells.Length], inputs = new Complex[x.Rows];
        for (int k = 0; k < cells.Length; k++)
        {
            Complex y = array.Admittances.Span[k], share = 1 + (x.Access.SI * y);
            drops[k] = Complex.IsFinite(y) ? (state.WordLines.Span[k] - state.BitLines.Span[k]) / (share * share) : 0;
        }

        adjoint.AddCells(drops, cells);
        adjoint.Inputs(CrossbarCircuit.Lines(x.WordLines, x.Rows, x.Columns, omega), x.WordLines.Near.Kind == LineEndKind.Driven, x.WordLines.Far.Kind == LineEndKind.Driven, inputs);
        return new()
        {
            Conductances = Array.ConvertAll(cells, y => y.Real),
            Capacitances = Array.ConvertAll(cells, y => -omega * y.Imaginary),
            Inputs = Array.ConvertAll(inputs, Complex.Conjugate),
            Report = report,
        };
    }

    // What is read of an adjoint are its nodes' voltages, and a solve is judged by the currents into terminals, through segments that hardly resist: differences of
    // voltages that hold no digits of them. Where it stalls for that, currents missing at the nodes tell: flowing down a whole line to its terminal, those of
    // all its nodes change no voltage by more than rows · missing · Σ|Z|.
    private static SolveReport OfNodes(SolveReport report, ReadOnlySpan<Complex> driven, LadderLines<Complex> bit, double tolerance)
    {
        if (report.Status != SolveStatus.Stalled || bit.Far is null)
            return report;
        double volts = 0, ohms = 0;
        for (int j = 0; j < bit.Lines; j++)
        {
            double line = Complex.Abs(bit.Far[j]);
            for (int i = 0; i < bit.Nodes - 1; i++)
                line += Complex.Abs(bit.Behind(j, i));
            (volts, ohms) = (Math.Max(volts, Complex.Abs(driven[j])), Math.Max(ohms, line));
        }

        double error = Math.Max(report.Error, bit.Nodes * report.Residual.SI * ohms / volts);
        return error <= tolerance ? report with { Status = SolveStatus.Solved, Error = error } : report;
    }
}
