using Mho.Autograd;
using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Circuits.Gradients;
using Mho.Numerics;
using Mho.Tests.Autograd;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits.Gradients;

/// <summary>The crossbar as an operation: the promises of all operations, and that training through it is worth it.</summary>
public sealed class CrossbarProductTests(ITestOutputHelper output)
{
    private const int Inputs = 4, Rows = 6, Columns = 5;

    [Fact]
    public void A_linear_crossbar_keeps_the_promises_of_an_operation() => OperationConformance.Check(Case("CrossbarProduct", new LinearCell(), _ => null));

    [Fact]
    public void A_crossbar_of_sinh_cells_keeps_them_too() => OperationConformance.Check(Case(
        "CrossbarProduct of sinh cells", new SinhCell { Bend = 0.8 }, g => [new NonlinearOracle.Law(v => (g / 0.8 * Math.Sinh(0.8 * v), g * Math.Cosh(0.8 * v)))]));

    [Fact]
    public void Negative_conductances_are_open_cells_that_may_return()
    {
        using Tape tape = new();
        Tensor x = tape.Input(new Shape(1, Rows)), g = tape.Input(new Shape(Rows, Columns), needsGradient: true);
        x.Values.Fill(1);
        g.Values.Fill(20);
        g.Values[7] = -3;
        Tensor y = tape.Record(new CrossbarProduct(tape.Arena, x, g, Array(new LinearCell()), 1 * uS)), target = tape.Input(y.Shape);
        tape.Record(new MeanSquaredError(tape.Arena, y, target));
        target.Values.Fill(500);
        Step step = new(new Key(1), Training: true);
        tape.Forward(step);
        float[] negative = y.Values.ToArray();
        tape.Backward(step);
        Assert.True(g.Gradients[7] < 0, "more current is wanted, so the open cell is pulled up");
        g.Values[7] = 0;
        tape.Forward(step);
        Assert.Equal(negative, y.Values.ToArray());
        g.Values[3] = float.NaN;
        Assert.Throws<ArgumentOutOfRangeException>(() => tape.Forward(step));
    }

    [Fact]
    public void Wrong_shapes_are_refused()
    {
        using Tape tape = new();
        NonlinearCrossbar crossbar = Array(new LinearCell());
        Assert.Throws<ArgumentException>(() => new CrossbarProduct(tape.Arena, tape.Input(new Shape(2, Rows + 1)), tape.Input(new Shape(Rows, Columns)), crossbar, 1 * uS));
        Assert.Throws<ArgumentException>(() => new CrossbarProduct(tape.Arena, tape.Input(new Shape(2, Rows)), tape.Input(new Shape(Columns, Rows)), crossbar, 1 * uS));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CrossbarProduct(tape.Arena, tape.Input(new Shape(2, Rows)), tape.Input(new Shape(Rows, Columns)), crossbar, 0 * uS));
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("sinh")]
    public void Training_through_the_circuit_beats_training_that_ignores_the_wires(string cell)
    {
        // A 16 × 8 array with wires of 40 Ω a segment learns a matrix of 5 to 35 µS from examples; what counts is the loss of the circuit with its wires.
        const int rows = 16, columns = 8, batch = 32, steps = 60;
        Key key = new Key(31)[cell];
        NonlinearCrossbar wires = new(new Crossbar(rows, columns, new double[rows * columns]).WithSegments(40 * ohm, 40 * ohm), cell == "linear" ? new LinearCell() : new SinhCell { Bend = 1.5 });
        NonlinearCrossbar ideal = wires with { Crossbar = wires.Crossbar.WithSegments(0 * ohm, 0 * ohm), Cell = new LinearCell() };
        float[] wanted = [.. Enumerable.Range(0, rows * columns).Select(k => (float)(5 + (30 * key["wanted"].Uniform(k))))];
        (double before, double[] unaware) = Train(ideal);
        (_, double[] aware) = Train(wires);
        output.WriteLine($"{cell}: loss with wires {before:g4} untrained, {unaware[^1]:g4} trained without wires, {aware[^1]:g4} through the circuit (µA²)");
        Assert.True(aware[^1] < unaware[^1] / 5);
        Assert.True(aware[^1] < before / 20);

        // Trains in one circuit, and after every step looks at the loss in the one with wires.
        (double Before, double[] Losses) Train(NonlinearCrossbar through)
        {
            using Tape training = new(), truth = Tape.ForEvaluation();
            Parameter g = new("g", new Shape(rows, columns));
            g.Values.Fill(20);
            Tensor x = training.Input(new Shape(batch, rows)), target = training.Input(new Shape(batch, columns)), seen = truth.Input(new Shape(batch, rows)), wish = truth.Input(new Shape(batch, columns));
            for (int k = 0; k < x.Values.Length; k++)
                seen.Values[k] = x.Values[k] = (float)key["inputs"].Uniform(k);
            for (int n = 0; n < batch; n++)
            {
                for (int j = 0; j < columns; j++)
                {
                    for (int i = 0; i < rows; i++)
                        target.Values[(n * columns) + j] += x.Values[(n * rows) + i] * wanted[(i * columns) + j];
                }
            }

            target.Values.CopyTo(wish.Values);
            training.Record(new MeanSquaredError(training.Arena, training.Record(new CrossbarProduct(training.Arena, x, g.Tensor, through, 1 * uS)), target));
            Tensor loss = truth.Record(new MeanSquaredError(truth.Arena, truth.Record(new CrossbarProduct(truth.Arena, seen, g.Tensor, wires, 1 * uS)), wish));
            Optimiser optimiser = new(new Adam(), g);
            double[] losses = new double[steps];
            truth.Forward(new Step(key, Training: false));
            double first = loss.Values[0];
            for (int n = 0; n < steps; n++)
            {
                Step step = new(key[n], Training: true);
                training.Forward(step);
                training.Backward(step);
                optimiser.Update(n < 40 ? 1 : 0.2);
                truth.Forward(new Step(key, Training: false));
                losses[n] = loss.Values[0];
            }

            return (first, losses);
        }
    }

    private static NonlinearCrossbar Array(ICellCurrent cell) => new(new Crossbar(Rows, Columns, new double[Rows * Columns]).WithSegments(900 * ohm, 1300 * ohm), cell);

    // Conductances of 5 to 60 µS, so that wires of 1 kΩ take some percent of each voltage.
    private static OperationCase Case(string name, ICellCurrent cell, Func<double, NonlinearOracle.Law[]?> laws) => new(
        name,
        [new(Inputs, Rows), new(Rows, Columns)],
        (arena, x) => new CrossbarProduct(arena, x[0], x[1], Array(cell), 1 * uS, 1e-9),
        (x, _) => [.. Enumerable.Range(0, Inputs).SelectMany(n =>
        {
            Crossbar crossbar = new(Rows, Columns, x[1].Select(g => 1e-6 * g).ToArray()) { WordLines = Array(cell).Crossbar.WordLines, BitLines = Array(cell).Crossbar.BitLines };
            ReadOnlySpan<double> input = x[0].AsSpan(n * Rows, Rows);
            double[] currents = laws(1) is null ? CrossbarOracle.Solve(crossbar, input).Outputs : NonlinearOracle.Solve(crossbar, input, k => laws(crossbar.Conductances.Span[k])!).Outputs;
            return currents.Select(i => 1e6 * i);
        })])
    {
        Shape = (input, values) =>
        {
            for (int k = 0; input == 1 && k < values.Length; k++)
                values[k] = 5 + (20 * Math.Abs(values[k]));
        },
    };
}
