using Mho.Autograd;

namespace Mho.Circuits.Gradients;

/// <summary>The currents of a crossbar, wires and all, as a step of a network: voltages [n, rows] and conductances [rows, columns] to currents [n, columns].</summary>
/// <remarks>
/// Adjoint: <see cref="DifferentiableCrossbar"/>. Tensors are floats, so conductances are counted in a unit that makes them ordinary numbers, and currents in that unit times 1 V:
/// µS and µA. Conductances that training has pushed below 0 act as open cells, with the gradient an open cell has, by which they can return.
/// </remarks>
public sealed class CrossbarProduct : Operation
{
    private readonly DifferentiableCrossbar _circuit;
    private readonly double[] _conductances, _voltages, _currents, _conductanceGradients, _voltageGradients;
    private readonly double _unit;

    /// <summary>A crossbar between two tensors.</summary>
    /// <param name="arena">Where the output goes.</param>
    /// <param name="voltages">V [n × rows].</param>
    /// <param name="conductances">In <paramref name="unit"/> [rows × columns].</param>
    /// <param name="crossbar">Wires, terminals and law; its conductances are not used.</param>
    /// <param name="unit">What a conductance of 1 stands for.</param>
    /// <param name="tolerance">Relative error of each current.</param>
    public CrossbarProduct(Arena arena, Tensor voltages, Tensor conductances, NonlinearCrossbar crossbar, Conductance unit, double tolerance = 1e-8)
        : base(Result(arena, voltages, conductances, crossbar), voltages, conductances)
    {
        if (!(unit.SI > 0) || !double.IsFinite(unit.SI))
            throw new ArgumentOutOfRangeException(nameof(unit), $"a unit of {unit}; give the conductance that 1 stands for, for example 1 uS.");
        _unit = unit.SI;
        _circuit = new(crossbar, voltages.Shape[0], tolerance);
        _conductances = new double[conductances.Shape.Count];
        (_voltages, _currents) = (new double[voltages.Shape.Count], new double[Output.Shape.Count]);
        _conductanceGradients = conductances.NeedsGradient ? new double[conductances.Shape.Count] : [];
        _voltageGradients = voltages.NeedsGradient ? new double[voltages.Shape.Count] : [];
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The circuit could not be solved; says why and the way out.</exception>
    public override void Forward(in Step step)
    {
        ReadOnlySpan<float> voltages = Inputs[0].Values, conductances = Inputs[1].Values;
        for (int k = 0; k < voltages.Length; k++)
            _voltages[k] = voltages[k];
        for (int k = 0; k < conductances.Length; k++)
            _conductances[k] = float.IsNaN(conductances[k]) ? double.NaN : _unit * Math.Max(0f, conductances[k]);
        _circuit.Forward(_conductances, _voltages, _currents).OrThrow();
        Span<float> currents = Output.Values;
        for (int k = 0; k < currents.Length; k++)
            currents[k] = (float)(_currents[k] / _unit);
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        // In units: L(I/unit), so ∂L/∂I is g/unit; ∂L/∂(G/unit) = unit ∂L/∂G. The units of conductance gradients cancel.
        ReadOnlySpan<float> g = Output.Gradients;
        for (int k = 0; k < g.Length; k++)
            _currents[k] = g[k];
        _circuit.Backward(_currents, _conductanceGradients, _voltageGradients).OrThrow();
        Carry(_voltageGradients, Inputs[0].Gradients, 1 / _unit, Adds(0));
        Carry(_conductanceGradients, Inputs[1].Gradients, 1, Adds(1));
    }

    private static void Carry(double[] from, Span<float> to, double scale, bool adds)
    {
        for (int k = 0; k < from.Length; k++)
            to[k] = (adds ? to[k] : 0) + (float)(scale * from[k]);
    }

    private static Tensor Result(Arena arena, Tensor voltages, Tensor conductances, NonlinearCrossbar crossbar)
    {
        ArgumentNullException.ThrowIfNull(crossbar);
        (int rows, int columns) = (crossbar.Crossbar.Rows, crossbar.Crossbar.Columns);
        if (conductances.Shape != new Shape(rows, columns))
            throw new ArgumentException($"conductances are {conductances.Shape}; a crossbar of {rows} rows and {columns} columns needs [{rows} x {columns}].", nameof(conductances));
        if (voltages.Shape.Stride != rows)
            throw new ArgumentException($"voltages are {voltages.Shape}; a crossbar of {rows} rows needs [n x {rows}].", nameof(voltages));
        return new Tensor(arena, new Shape(voltages.Shape[0], columns), NeedsGradient(voltages, conductances));
    }
}
