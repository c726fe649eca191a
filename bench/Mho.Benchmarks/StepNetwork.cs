using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Benchmarks;

/// <summary>A network recorded for training and for inference on the same parameters, at batch 64, as bench/torch_steps.py defines it.</summary>
internal sealed class StepNetwork : IDisposable
{
    private const int Batch = 64;

    private readonly List<Parameter> _parameters = [];
    private readonly Tape _training = new();
    private readonly Tape _inference = Tape.ForEvaluation();
    private readonly int[] _labels = new int[Batch];
    private readonly Dictionary<string, Parameter> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RunningStatistics> _statistics = new(StringComparer.Ordinal);
    private readonly Optimiser _optimiser;
    private readonly Step _step = new(new Key(1), Training: true);

    private StepNetwork(Shape images, Func<StepNetwork, Tape, Tensor, Tensor> record)
    {
        Tensor x = _training.Input(images), x2 = _inference.Input(images);
        for (int i = 0; i < images.Count; i++)
            x.Values[i] = x2.Values[i] = (float)new Key(2).Uniform(i);
        for (int i = 0; i < Batch; i++)
            _labels[i] = new Key(3).Integer(i, 10);
        Tensor logits = record(this, _training, x);
        Loss = new SoftmaxCrossEntropy(_training.Arena, logits, _labels);
        _training.Record(Loss);
        record(this, _inference, x2);
        _optimiser = new Optimiser(new Sgd(0.9), _parameters);
    }

    public SoftmaxCrossEntropy Loss { get; }

    public IReadOnlyList<Operation> Operations => _training.Operations;

    public static StepNetwork Of(string name) => name switch
    {
        "mlp" => new(new Shape(Batch, 784), static (n, tape, x) => n.Dense(tape, n.Dense(tape, n.Dense(tape, x, 256, "1", true), 128, "2", true), 10, "3", false)),
        "lenet5" => new(new Shape(Batch, 28, 28, 1), static (n, tape, x) => n.LeNet5(tape, x)),
        "resnet20" => new(new Shape(Batch, 32, 32, 3), static (n, tape, x) => n.ResNet20(tape, x)),
        "lstm" => new(new Shape(Batch, 28, 28), static (n, tape, x) => n.Lstm(tape, x)),
        _ => throw new ArgumentException($"no network '{name}'; there are mlp, lenet5, resnet20 and lstm.", nameof(name)),
    };

    public void Train()
    {
        _training.Forward(_step);
        _training.Backward(_step);
        _optimiser.Update(0.01);
    }

    public void Infer() => _inference.Forward(_step with { Training = false });

    public void Update() => _optimiser.Update(0.01);

    public void Dispose()
    {
        _training.Dispose();
        _inference.Dispose();
    }

    // Uniform in ±1/√inputs, as torch begins.
    private Tensor Weights(string name, int inputs, int outputs)
    {
        if (_named.TryGetValue(name, out Parameter? made))
            return made.Tensor;
        Parameter parameter = Vector(name, 0, new Shape(inputs, outputs));
        for (int i = 0; i < parameter.Values.Length; i++)
            parameter.Values[i] = (float)(((2 * new Key(4)[name].Uniform(i)) - 1) / Math.Sqrt(inputs));
        return parameter.Tensor;
    }

    private Parameter Vector(string name, float value, Shape shape)
    {
        if (_named.TryGetValue(name, out Parameter? made))
            return made;
        Parameter parameter = _named[name] = new Parameter(name, shape);
        parameter.Values.Fill(value);
        _parameters.Add(parameter);
        return parameter;
    }

    private Tensor Dense(Tape tape, Tensor x, int outputs, string name, bool relu) => tape.Record(new Dense(
        tape.Arena, x, Weights($"dense{name}.w", x.Shape.Stride, outputs), Vector($"dense{name}.b", 0, new Shape(outputs)).Tensor, relu ? Activation.Relu : Activation.None));

    private Tensor Convolve(Tape tape, Tensor x, int outputs, Window window, string name, bool bias) => tape.Record(new Convolution(
        tape.Arena,
        x,
        Weights($"conv{name}.w", window.Height * window.Width * x.Shape[3], outputs),
        bias ? Vector($"conv{name}.b", 0, new Shape(outputs)).Tensor : null,
        window,
        bias ? Activation.Relu : Activation.None));

    private Tensor LeNet5(Tape tape, Tensor x)
    {
        Tensor y = tape.Record(new MaxPool(tape.Arena, Convolve(tape, x, 6, Window.Square(5, 1, Padding.Symmetric(2)), "1", true), Window.Square(2, 2)));
        y = tape.Record(new MaxPool(tape.Arena, Convolve(tape, y, 16, Window.Square(5), "2", true), Window.Square(2, 2)));
        return Dense(tape, Dense(tape, Dense(tape, y, 120, "1", true), 84, "2", true), 10, "3", false);
    }

    private Tensor Normalised(Tape tape, Tensor x, int outputs, int stride, string name, Tensor? residual)
    {
        Tensor y = Convolve(tape, x, outputs, Window.Square(3, stride, Padding.Symmetric(1)), name, false);
        if (!_statistics.TryGetValue(name, out RunningStatistics? running))
            running = _statistics[name] = new RunningStatistics($"norm{name}", outputs);
        Shape shape = new(outputs);
        return tape.Record(new BatchNorm(
            tape.Arena, y, Vector($"norm{name}.gain", 1, shape).Tensor, Vector($"norm{name}.shift", 0, shape).Tensor, running, residual, Activation.Relu));
    }

    private Tensor ResNet20(Tape tape, Tensor x)
    {
        Tensor y = Normalised(tape, x, 16, 1, "stem", null);
        foreach (int outputs in new[] { 16, 32, 64 })
        {
            for (int block = 0; block < 3; block++)
            {
                int stride = outputs == y.Shape[3] ? 1 : 2;
                Tensor shortcut = stride == 1 ? y : tape.Record(new IdentityShortcut(tape.Arena, y, stride, outputs));
                Tensor first = Normalised(tape, y, outputs, stride, $"{outputs}.{block}.first", null);
                y = Normalised(tape, first, outputs, 1, $"{outputs}.{block}.second", shortcut);
            }
        }

        return Dense(tape, tape.Record(new AveragePool(tape.Arena, y, Window.Whole(y.Shape))), 10, "head", false);
    }

    private Tensor Lstm(Tape tape, Tensor x)
    {
        Tensor y = tape.Record(new Lstm(
            tape.Arena, x, Weights("lstm.w", 28, 512), Weights("lstm.r", 128, 512), Vector("lstm.b", 0, new Shape(512)).Tensor, LstmOutput.LastStep));
        return Dense(tape, y, 10, "head", false);
    }
}
