using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks;

/// <summary>A training run under way: the tape, the state of the parameters, how far it is.</summary>
internal sealed class TrainingLoop : IDisposable
{
    private readonly Training _training;
    private readonly Network _network;
    private readonly LabelledImages _images;
    private readonly Key _key;
    private readonly string? _file;
    private readonly int[] _learn, _watch, _labels;
    private readonly int _batch, _steps;
    private readonly Tape _tape = new(), _watchTape = Tape.ForEvaluation();
    private readonly Tensor _input, _watchInput;
    private readonly SoftmaxCrossEntropy _loss, _watchLoss;
    private readonly Optimiser _optimiser;
    private readonly TrainingState _state;

    public TrainingLoop(Training training, Network network, LabelledImages images, Key key, string? file)
    {
        (_training, _network, _images, _key, _file) = (training, network, images, key, file);
        if (images.ImageLength != network.Input.Count)
            throw new ArgumentException($"images of {images.Height} x {images.Width} x {images.Channels} do not fit the network, whose input is {network.Input}.", nameof(images));
        if (network.Output != new Shape(images.Classes))
            throw new ArgumentException($"the network ends with {network.Output}; {images.Name} has {images.Classes} classes.", nameof(network));
        int[] order = new int[images.Count];
        key["split"].Permutation(order);
        int watched = (int)Math.Round(training.Validation * images.Count);
        (_watch, _learn) = (order[..watched], order[watched..]);
        if (_learn.Length == 0)
            throw new ArgumentException($"{images.Name}: of {images.Count} images {watched} are set aside and none is left to learn from.", nameof(images));
        if (training.Batch > _learn.Length)
        {
            string aside = watched > 0 ? $" ({images.Count:N0} less the {watched:N0} set aside for validation)" : "";
            throw new ArgumentException($"Batch = {training.Batch:N0} is more than the {_learn.Length:N0} images of {images.Name} to learn from{aside}; lower it.", nameof(training));
        }

        _batch = training.Batch;
        _steps = _learn.Length / _batch;

        ParameterSet parameters = network.Initialize(key["initial"]);
        foreach (Parameter parameter in parameters.Trained)
        {
            parameter.Decay = parameter.Name.EndsWith(".range", StringComparison.Ordinal) ? training.RangeDecay
                : parameter.Name.EndsWith(".kernel", StringComparison.Ordinal) ? training.WeightDecay : 0;
        }

        _labels = new int[_batch];
        _input = _tape.Input(network.Batched(_batch));
        Recorder recorder = new(_tape, parameters, training.WeightNoise);
        _loss = new SoftmaxCrossEntropy(_tape.Arena, recorder.Chain(network.Chain, _input), _labels);
        _tape.Record(_loss);
        if (recorder.Penalties.Count > 0)
            _tape.Record(new Sum(_tape.Arena, [_loss.Output, .. recorder.Penalties]));
        _watchInput = _watchTape.Input(network.Batched(_batch));
        _watchLoss = new SoftmaxCrossEntropy(_watchTape.Arena, network.Record(_watchTape, parameters, _watchInput), _labels);
        _watchTape.Record(_watchLoss);
        _optimiser = new Optimiser(training.Optimiser, parameters.Trained);
        _state = new TrainingState(parameters, _optimiser, network.Initialize(key["initial"]));
        if (file is not null && File.Exists(file))
            _state.Read(file);
    }

    public TrainingResult Run(IProgressListener? progress, CancellationToken cancel)
    {
        progress?.Begin("train", (long)_training.Epochs * _steps * _batch);
        while (_state.History.Count < _training.Epochs)
            Epoch(progress, cancel);
        ParameterSet kept = _training.Keep == Keep.Best && _state.BestEpoch > 0 ? _state.Best : _state.Parameters;
        int epoch = _training.Keep == Keep.Best && _state.BestEpoch > 0 ? _state.BestEpoch : _state.History.Count;
        return new TrainingResult(new TrainedNetwork(_network, kept), _state.History, epoch);
    }

    public void Dispose()
    {
        _tape.Dispose();
        _watchTape.Dispose();
    }

    private void Epoch(IProgressListener? progress, CancellationToken cancel)
    {
        int epoch = _state.History.Count;
        int[] order = new int[_learn.Length];
        _key["order"][epoch].Permutation(order);
        for (; _state.Step < _steps; _state.Step++)
        {
            if (cancel.IsCancellationRequested)
            {
                Save();
                cancel.ThrowIfCancellationRequested();
            }

            if (_state.Step > 0 && _state.Step % _training.CheckpointSteps == 0)
                Save();
            Step(epoch, order.AsSpan(_state.Step * _batch, _batch));
            long done = (((long)epoch * _steps) + _state.Step + 1) * _batch;
            progress?.Advance(done, Note());
        }

        Close(epoch);
        Save();
    }

    private void Step(int epoch, ReadOnlySpan<int> chosen)
    {
        Key draws = _key["augmentation"][epoch];
        for (int i = 0; i < _batch; i++)
        {
            int image = _learn[chosen[i]];
            _training.Augmentation.Copy(_images, image, _input.Values.Slice(i * _images.ImageLength, _images.ImageLength), draws[image]);
            _labels[i] = _images.Labels[image];
        }

        Step step = new(_key["noise"][epoch][_state.Step], Training: true);
        _tape.Forward(step);
        _tape.Backward(step);
        double rate = Rate(epoch + ((double)_state.Step / _steps));
        _optimiser.Update(rate);
        _state.Loss += _loss.TotalLoss;
        _state.Correct += _loss.Correct;
        _state.Seen += _loss.Counted;
        if (!double.IsFinite(_loss.TotalLoss))
            throw new ArithmeticException($"the loss became {_loss.TotalLoss} in epoch {epoch + 1}, step {_state.Step + 1}; lower the learning rate (now {rate}).");
    }

    private double Rate(double epoch) => _training.Schedule.At(epoch, _training.Epochs);

    private void Close(int epoch)
    {
        (double loss, double accuracy) = Validate();
        _state.Add(new Epoch(
            epoch + 1, Rate(epoch + 1 - (1.0 / _steps)), _state.Loss / _state.Seen, (double)_state.Correct / _state.Seen, loss, accuracy));
    }

    private (double Loss, double Accuracy) Validate()
    {
        if (_watch.Length == 0)
            return (double.NaN, double.NaN);
        double loss = 0;
        int correct = 0;
        for (int first = 0; first < _watch.Length; first += _batch)
        {
            int count = Math.Min(_batch, _watch.Length - first);
            _images.CopyTo(_watch.AsSpan(first, count), _watchInput.Values, _labels);
            Array.Fill(_labels, -1, count, _batch - count);
            _watchTape.Forward(new Step(_key["watch"][first], Training: false));
            (loss, correct) = (loss + _watchLoss.TotalLoss, correct + _watchLoss.Correct);
        }

        return (loss / _watch.Length, (double)correct / _watch.Length);
    }

    private string Note()
    {
        Epoch? last = _state.History.Count > 0 ? _state.History[^1] : null;
        string validation = last is null || double.IsNaN(last.ValidationAccuracy) ? "" : $", validation {100 * last.ValidationAccuracy:F1} %";
        return $"epoch {_state.History.Count + 1} of {_training.Epochs}, loss {_state.Loss / _state.Seen:F3}, {100.0 * _state.Correct / _state.Seen:F1} %{validation}";
    }

    private void Save()
    {
        if (_file is not null)
            _state.Write(_file);
    }
}
