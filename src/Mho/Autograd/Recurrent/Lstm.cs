using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>Long short-term memory over whole sequences, from zero state.</summary>
/// <remarks>
/// z = x W + h R + b, four gates side by side in the order i, j, f, o: c' = c·σ(f) + σ(i)·tanh(j), h' = tanh(c')·σ(o), as the NeuRRAM speech network
/// has them (frameworks order i, f, g, o). The part of the inputs is one product for all steps, that of the hidden state one a step; the backward
/// pass goes back through all steps. S. Hochreiter and J. Schmidhuber, Neural Computation 9, 1735 (1997), with the forget gate of Gers et al. (2000).
/// With a range a and n bits, hidden states are signed codes of an array's drivers, round(clip(h, −a, a) / a · L) · a / L with L = 2ⁿ⁻¹ − 1, both where they
/// enter the recurrent product and in the output; the adjoint is that of the clip, as in <see cref="QuantisedSigned"/>.
/// Left out: peepholes, a given initial state, sequences of unequal length.
/// </remarks>
public sealed unsafe class Lstm : Operation
{
    // Sequences do not see each other, so a block of them goes through all its steps without waiting for the others.
    private const int BlockRows = 32;

    private readonly int _sequences;
    private readonly int _steps;
    private readonly int _inputs;
    private readonly int _units;
    private readonly int _chunks;
    private readonly LstmOutput _output;
    private readonly int _levels;
    private readonly double[] _beyond;

    // All by block, then by step: what a block needs of one step is contiguous.
    private readonly float* _x;
    private readonly float* _gates;
    private readonly float* _states;
    private readonly float* _squashed;
    private readonly float* _hidden;
    private readonly float* _dGates;
    private readonly float* _dHidden;
    private readonly float* _dState;
    private readonly float* _dx;
    private readonly ForwardWork _forward;
    private readonly BackwardWork _backward;

    /// <summary>A layer over <paramref name="x"/> [sequences, steps, inputs].</summary>
    /// <param name="arena">Where output and work space are taken.</param>
    /// <param name="x">The sequences.</param>
    /// <param name="inputKernel">W [inputs, 4·units].</param>
    /// <param name="recurrentKernel">R [units, 4·units].</param>
    /// <param name="bias">b [4·units].</param>
    /// <param name="output">Which hidden states are given out.</param>
    /// <param name="range">a [1], the largest hidden state that is a code; null for hidden states as they are.</param>
    /// <param name="bits">n, sign included; 2 to 16.</param>
    public Lstm(
        Arena arena, Tensor x, Tensor inputKernel, Tensor recurrentKernel, Tensor bias, LstmOutput output = LstmOutput.EveryStep, Tensor? range = null, int bits = 0)
        : base(
            NewOutput(arena, x, inputKernel, recurrentKernel, bias, range, output),
            range is null ? [x, inputKernel, recurrentKernel, bias] : [x, inputKernel, recurrentKernel, bias, Quantisation.OneNumber(range)])
    {
        _levels = range is null ? 0 : Quantisation.SignedLevels(bits);
        (_sequences, _steps, _inputs, _units, _output) = (x.Shape[0], x.Shape[1], x.Shape[2], recurrentKernel.Shape[0], output);
        _chunks = Math.Max(1, _sequences / BlockRows);
        _beyond = new double[_chunks];
        long cells = (long)_sequences * _steps * _units;
        _x = arena.Take((long)_sequences * _steps * _inputs);
        _gates = arena.Take(4 * cells);
        _states = arena.Take(cells);
        _squashed = arena.Take(cells);
        _hidden = arena.Take(cells);
        (_forward, _backward) = (new ForwardWork(this), new BackwardWork(this));
        if (!Output.NeedsGradient)
            return;
        _dGates = arena.Take(4 * cells);
        _dHidden = arena.Take((long)_sequences * _units);
        _dState = arena.Take((long)_sequences * _units);
        _dx = arena.Take((long)_sequences * _steps * _inputs);
    }

    /// <inheritdoc/>
    public override void Forward(in Step step) => Workers.Run(_chunks, _forward);

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        Workers.Run(_chunks, _backward);
        int gates = 4 * _units;
        if (Inputs[1].NeedsGradient)
        {
            int rows = _sequences * _steps;
            MatrixProduct.Multiply(_inputs, gates, rows, _x, 1, _inputs, _dGates, gates, 1, Inputs[1].Gradient, gates, Adds(1));
        }

        if (Inputs[2].NeedsGradient)
            RecurrentGradient(Adds(2));
        if (Inputs[3].NeedsGradient)
            RowBias.Gradient(_dGates, Inputs[3].Gradient, _sequences * _steps, gates, Adds(3));
        if (_levels > 0 && Inputs[4].NeedsGradient)
        {
            double sum = Adds(4) ? *Inputs[4].Gradient : 0;
            foreach (double part in _beyond)
                sum += part;
            *Inputs[4].Gradient = (float)sum;
        }
    }

    private static Tensor NewOutput(Arena arena, Tensor x, Tensor inputKernel, Tensor recurrentKernel, Tensor bias, Tensor? range, LstmOutput output)
    {
        ArgumentNullException.ThrowIfNull(arena);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(inputKernel);
        ArgumentNullException.ThrowIfNull(recurrentKernel);
        ArgumentNullException.ThrowIfNull(bias);
        if (x.Shape.Rank != 3)
            throw new ArgumentException($"an LSTM runs over [sequences x steps x inputs]; got {x.Shape}.", nameof(x));
        int units = recurrentKernel.Shape[0];
        if (recurrentKernel.Shape != new Shape(units, 4 * units) || inputKernel.Shape != new Shape(x.Shape[2], 4 * units) || bias.Shape.Count != 4 * units)
        {
            throw new ArgumentException(
                $"{units} units over {x.Shape[2]} inputs need kernels [{x.Shape[2]} x {4 * units}] and [{units} x {4 * units}] and a bias [{4 * units}]; "
                + $"got {inputKernel.Shape}, {recurrentKernel.Shape} and {bias.Shape}.",
                nameof(recurrentKernel));
        }

        Shape shape = output == LstmOutput.LastStep ? new Shape(x.Shape[0], units) : new Shape(x.Shape[0], x.Shape[1], units);
        return new Tensor(arena, shape, NeedsGradient(x, inputKernel, recurrentKernel, bias, range ?? bias));
    }

    // dR = Σ over steps but the first of hᵀ(step − 1) dz(step), block after block.
    private void RecurrentGradient(bool add)
    {
        float* gradient = Inputs[2].Gradient;
        int gates = 4 * _units;
        if (_steps == 1 && !add)
            Inputs[2].Gradients.Clear();
        for (int chunk = 0; chunk < _chunks && _steps > 1; chunk++)
        {
            (int first, int rows) = Block(chunk);
            nint start = (nint)first * _steps;
            float* dz = _dGates + ((start + rows) * gates);
            MatrixProduct.Multiply(_units, gates, rows * (_steps - 1), _hidden + (start * _units), 1, _units, dz, gates, 1, gradient, gates, add || chunk > 0);
        }
    }

    private LstmCell Cell(int rows) => new(rows, _units, _levels > 0 ? Math.Max(*Inputs[4].Data, Quantisation.LeastRange) : 1, _levels);

    private (int First, int Rows) Block(int chunk)
    {
        int first = (int)((long)_sequences * chunk / _chunks);
        return (first, (int)((long)_sequences * (chunk + 1) / _chunks) - first);
    }

    // Rows of a tensor [sequences, steps, width] to or from block memory [steps, rows, width].
    private void Exchange(float* tensor, float* block, int first, int rows, int width, Direction direction)
    {
        for (int step = 0; step < _steps; step++)
        {
            for (int row = 0; row < rows; row++, block += width)
            {
                Span<float> outer = new(tensor + ((((nint)(first + row) * _steps) + step) * width), width), inner = new(block, width);
                if (direction == Direction.In)
                    outer.CopyTo(inner);
                else if (direction == Direction.Out)
                    inner.CopyTo(outer);
                else
                    Add(inner, outer);
            }
        }
    }

    private static void Add(ReadOnlySpan<float> from, Span<float> to)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] += from[i];
    }

    private enum Direction
    {
        In,
        Out,
        Adding,
    }

    private sealed class ForwardWork(Lstm o) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            (int first, int rows) = o.Block(chunk);
            int units = o._units, gates = 4 * units;
            nint start = (nint)first * o._steps, size = (nint)rows * units;
            float* x = o._x + (start * o._inputs), z = o._gates + (start * gates);
            float* c = o._states + (start * units), t = o._squashed + (start * units), h = o._hidden + (start * units);
            LstmCell cell = o.Cell(rows);
            o.Exchange(o.Inputs[0].Data, x, first, rows, o._inputs, Direction.In);
            MatrixProduct.Multiply(rows * o._steps, gates, o._inputs, x, o._inputs, 1, o.Inputs[1].Data, gates, 1, z, gates, accumulate: false);
            for (int step = 0; step < o._steps; step++, z += 4 * size, c += size, t += size, h += size)
            {
                if (step > 0)
                    MatrixProduct.Multiply(rows, gates, units, h - size, units, 1, o.Inputs[2].Data, gates, 1, z, gates, accumulate: true);
                cell.Forward(z, o.Inputs[3].Data, step == 0 ? null : c - size, c, t, h);
            }

            if (o._output == LstmOutput.LastStep)
                new ReadOnlySpan<float>(h - size, (int)size).CopyTo(new Span<float>(o.Output.Data + ((nint)first * units), (int)size));
            else
                o.Exchange(o.Output.Data, o._hidden + (start * units), first, rows, units, Direction.Out);
        }
    }

    private sealed class BackwardWork(Lstm o) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            (int first, int rows) = o.Block(chunk);
            int units = o._units, gates = 4 * units;
            nint start = (nint)first * o._steps, size = (nint)rows * units;
            float* dh = o._dHidden + ((nint)first * units), dc = o._dState + ((nint)first * units), zero = o._dGates + (start * gates);
            LstmCell cell = o.Cell(rows);
            new Span<float>(dc, (int)size).Clear();
            double beyond = 0;
            for (int step = o._steps - 1; step >= 0; step--)
            {
                float* dz = zero + (4 * size * step), z = o._gates + (start * gates) + (4 * size * step), state = o._states + (start * units) + (size * step);
                // The gradient of h: from the step after it, and from the output.
                bool last = step == o._steps - 1;
                if (!last)
                    MatrixProduct.Multiply(rows, units, gates, dz + (4 * size), gates, 1, o.Inputs[2].Data, 1, gates, dh, units, accumulate: false);
                for (int row = 0; row < rows; row++)
                    AddOutput(first + row, step, new Span<float>(dh + ((nint)row * units), units), last);
                beyond += cell.Backward(z, dz, step == 0 ? null : state - size, o._squashed + (start * units) + (size * step), dh, dc);
            }

            o._beyond[chunk] = beyond;
            if (!o.Inputs[0].NeedsGradient)
                return;
            float* dx = o._dx + (start * o._inputs);
            MatrixProduct.Multiply(rows * o._steps, o._inputs, gates, zero, gates, 1, o.Inputs[1].Data, 1, gates, dx, o._inputs, accumulate: false);
            o.Exchange(o.Inputs[0].Gradient, dx, first, rows, o._inputs, o.Adds(0) ? Direction.Adding : Direction.Out);
        }

        private void AddOutput(int sequence, int step, Span<float> dh, bool first)
        {
            if (o._output == LstmOutput.LastStep && !first)
                return;
            nint row = o._output == LstmOutput.LastStep ? sequence : ((nint)sequence * o._steps) + step;
            ReadOnlySpan<float> given = new(o.Output.Gradient + (row * o._units), o._units);
            if (first)
                given.CopyTo(dh);
            else
                Add(given, dh);
        }
    }
}
