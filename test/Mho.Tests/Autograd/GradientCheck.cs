using Mho.Autograd;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Autograd;

/// <summary>One operation, recorded once or several times on the same inputs, under a random projection; its gradients beside finite differences.</summary>
internal sealed class GradientCheck : IDisposable
{
    private readonly OperationCase _case;
    private readonly Key _key;
    private readonly Tape _tape = new();
    private readonly Step _step;

    /// <param name="operation">What to check.</param>
    /// <param name="key">Inputs, projections, directions.</param>
    /// <param name="copies">How often the operation is recorded on the same inputs: with two, the second adds to what the first stored.</param>
    /// <param name="needsGradient">Which inputs keep a gradient.</param>
    public GradientCheck(OperationCase operation, Key key, int copies = 1, Func<int, bool>? needsGradient = null)
    {
        (_case, _key, _step) = (operation, key, new Step(key["step"], operation.Training));
        Inputs = [.. operation.Inputs.Select((shape, i) => _tape.Input(shape, needsGradient?.Invoke(i) ?? true))];
        for (int i = 0; i < Inputs.Length; i++)
        {
            for (int j = 0; j < Inputs[i].Values.Length; j++)
                Inputs[i].Values[j] = (float)key["inputs"][i].Normal(j);
            operation.Shape(i, Inputs[i].Values);
        }

        Outputs = [.. Enumerable.Range(0, copies).Select(_ => _tape.Record(operation.Record(_tape.Arena, Inputs)))];
        if (Outputs.Any(output => output.NeedsGradient))
            _tape.Record(new Projection(_tape.Arena, key["projection"], Outputs));
    }

    public Tensor[] Inputs { get; }

    public Tensor[] Outputs { get; }

    public void Forward() => _tape.Forward(_step);

    public void Backward() => _tape.Backward(_step);

    public void Dispose() => _tape.Dispose();

    /// <summary>Outputs against the reference.</summary>
    public void CompareOutputs()
    {
        for (int copy = 0; copy < Outputs.Length; copy++)
        {
            double[] expected = _case.Reference(Doubles(), StepOf(copy));
            Assert.Equal(expected.Length, Outputs[copy].Shape.Count);
            for (int i = 0; i < expected.Length; i++)
            {
                double error = Math.Abs(expected[i] - Outputs[copy].Values[i]) / (1 + Math.Abs(expected[i]));
                Assert.True(error <= _case.Tolerance, $"{_case.Name}: output {i} is {Outputs[copy].Values[i]}, expected {expected[i]}.");
            }
        }
    }

    /// <summary>Derivatives along random directions of all inputs that keep a gradient, against central differences of the surrogate.</summary>
    public void CompareGradients(int directions = 4)
    {
        double[][] x = Doubles();
        for (int direction = 0; direction < directions; direction++)
        {
            // Each input alone first, then all at once.
            int only = direction < Inputs.Length ? direction : -1;
            if (only >= 0 && !Inputs[only].NeedsGradient)
                continue;
            double[][] along = [.. x.Select((values, i) => Enumerable.Range(0, values.Length)
                .Select(j => Inputs[i].NeedsGradient && (only < 0 || only == i) ? _key["direction"][direction][i].Normal(j) : 0).ToArray())];
            double slope = 0, gradientNorm = 0, directionNorm = 0;
            for (int i = 0; i < x.Length; i++)
            {
                for (int j = 0; j < x[i].Length; j++)
                {
                    double gradient = Inputs[i].NeedsGradient ? Inputs[i].Gradients[j] : 0;
                    slope += gradient * along[i][j];
                    gradientNorm += along[i][j] == 0 ? 0 : gradient * gradient;
                    directionNorm += along[i][j] * along[i][j];
                }
            }

            double expected = Slope(x, along), scale = 1e-3 + Math.Sqrt(gradientNorm * directionNorm);
            Assert.True(
                Math.Abs(slope - expected) <= _case.GradientTolerance * scale,
                $"{_case.Name}: derivative along direction {direction} ({(only < 0 ? "all inputs" : $"input {only}")}) is {slope}, differences give {expected}, scale {scale}.");
        }
    }

    // The step that the tape gives to operation number copy.
    private Step StepOf(int copy) => new(_step.Key[copy], _step.Training);

    private double[][] Doubles() => [.. Inputs.Select(x => x.Values.ToArray().Select(value => (double)value).ToArray())];

    private double Slope(double[][] x, double[][] along)
    {
        // Four-point differences: error h⁴, so that h may be large enough for rounding and small enough to meet few kinks.
        const double h = 1e-5;
        return ((8 * (Loss(x, along, h) - Loss(x, along, -h))) - (Loss(x, along, 2 * h) - Loss(x, along, -2 * h))) / (12 * h);
    }

    private double Loss(double[][] x, double[][] along, double h)
    {
        double[][] moved = [.. x.Select((values, i) => values.Select((value, j) => value + (h * along[i][j])).ToArray())];
        double sum = 0;
        for (int copy = 0; copy < Outputs.Length; copy++)
        {
            double[] y = _case.Surrogate(moved, StepOf(copy)), r = Projection.Weights(_key["projection"][copy], y.Length);
            for (int i = 0; i < y.Length; i++)
                sum += r[i] * y[i];
        }

        return sum;
    }
}
