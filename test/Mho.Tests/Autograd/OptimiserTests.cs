using Mho.Autograd;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Autograd;

public sealed class OptimiserTests
{
    [Fact]
    public void Momentum_follows_its_recurrence()
    {
        double w = 1, v = 0, decay = 0.01;
        Parameter parameter = Single(1);
        parameter.Decay = decay;
        Optimiser optimiser = new(new Sgd(0.9), parameter);
        for (int i = 0; i < 20; i++)
        {
            double gradient = Math.Cos(i);
            parameter.Tensor.Gradients[0] = (float)gradient;
            optimiser.Update(0.1);
            v = (0.9 * v) + gradient + (decay * w);
            w -= 0.1 * v;
            Assert.Equal(w, parameter.Values[0], 1e-6);
        }
    }

    [Fact]
    public void Nesterov_looks_one_step_ahead()
    {
        Parameter parameter = Single(0);
        Optimiser optimiser = new(new Sgd(0.5, Nesterov: true), parameter);
        parameter.Tensor.Gradients[0] = 1;
        optimiser.Update(1);
        Assert.Equal(-1.5f, parameter.Values[0]);
        optimiser.Update(1); // v = 1.5, step 1 + 0.5·1.5
        Assert.Equal(-3.25f, parameter.Values[0]);
    }

    [Fact]
    public void Adam_follows_algorithm_1_of_Kingma_and_Ba()
    {
        double w = 1, m = 0, v = 0;
        Parameter parameter = Single(1);
        Optimiser optimiser = new(new Adam(), parameter);
        for (int t = 1; t <= 200; t++)
        {
            double gradient = Math.Sin(0.3 * t) * 0.01;
            parameter.Tensor.Gradients[0] = (float)gradient;
            optimiser.Update(1e-3);
            m = (0.9 * m) + (0.1 * gradient);
            v = (0.999 * v) + (0.001 * gradient * gradient);
            w -= 1e-3 * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8);
            Assert.Equal(w, parameter.Values[0], 3e-6);
        }
    }

    [Fact]
    public void A_small_network_learns_the_exclusive_or()
    {
        Key key = new Key(5)["xor"];
        using Tape tape = new();
        Parameter w1 = Filled("w1", new Shape(2, 16), key), b1 = new("b1", new Shape(16)), w2 = Filled("w2", new Shape(16, 2), key), b2 = new("b2", new Shape(2));
        Tensor x = tape.Input(new Shape(4, 2));
        int[] labels = [0, 1, 1, 0];
        new float[] { 0, 0, 0, 1, 1, 0, 1, 1 }.CopyTo(x.Values);
        Tensor hidden = tape.Record(new Dense(tape.Arena, x, w1.Tensor, b1.Tensor, Activation.Relu));
        Tensor logits = tape.Record(new Dense(tape.Arena, hidden, w2.Tensor, b2.Tensor));
        SoftmaxCrossEntropy loss = new(tape.Arena, logits, labels);
        tape.Record(loss);
        Optimiser optimiser = new(new Adam(), w1, b1, w2, b2);
        for (int i = 0; i < 300; i++)
        {
            Step step = new(key[i], Training: true);
            tape.Forward(step);
            tape.Backward(step);
            optimiser.Update(0.02);
        }

        Assert.Equal(4, loss.Correct);
        Assert.InRange(loss.TotalLoss / 4, 0, 0.05);
    }

    [Fact]
    public void Names_that_a_checkpoint_could_not_tell_apart_are_refused() =>
        Assert.Contains("'w'", Assert.Throws<ArgumentException>(() => new Optimiser(new Sgd(), Single(0), Single(1))).Message, StringComparison.Ordinal);

    private static Parameter Single(float value)
    {
        Parameter parameter = new("w", new Shape(1));
        parameter.Values[0] = value;
        return parameter;
    }

    private static Parameter Filled(string name, Shape shape, Key key)
    {
        Parameter parameter = new(name, shape);
        for (int i = 0; i < shape.Count; i++)
            parameter.Values[i] = (float)key[name].Normal(i);
        return parameter;
    }
}
