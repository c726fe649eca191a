using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>Batch normalisation of the last axis, with the addition of a residual branch and the rectifier that usually follow in the same passes.</summary>
/// <remarks>
/// y = a(gain (x − mean)/√(variance + ε) + shift + residual). In training mean and variance (divisor N) are those of the batch, and the running
/// statistics follow; else they are the running ones. S. Ioffe and C. Szegedy, "Batch normalization", ICML 2015, algorithms 1 and 2.
/// The backward pass masks the output's gradient in place.
/// </remarks>
public sealed unsafe class BatchNorm : Operation
{
    private const int MostChunks = 16;
    private const int LeastElementsInAChunk = 1 << 15;

    private readonly Tensor _x;
    private readonly Tensor _gain;
    private readonly Tensor _shift;
    private readonly Tensor? _residual;
    private readonly RunningStatistics _running;
    private readonly Activation _activation;
    private readonly int _rows;
    private readonly int _channels;
    private readonly int _chunks;
    private readonly double* _sums;
    private readonly float* _mean;
    private readonly float* _slope;
    private readonly float* _scale;
    private readonly float* _offset;
    private readonly float* _curve;
    private readonly MomentsWork _moments;
    private readonly ApplyWork _apply;
    private readonly SlopesWork _slopes;
    private readonly CombineWork _combine;

    /// <summary>The normalisation of <paramref name="x"/> [… x channels].</summary>
    /// <param name="arena">Where output and work space are taken.</param>
    /// <param name="x">The values.</param>
    /// <param name="gain">[channels].</param>
    /// <param name="shift">[channels].</param>
    /// <param name="running">Running mean and variance, momentum and ε.</param>
    /// <param name="residual">Added before the activation, of the shape of <paramref name="x"/>; or null.</param>
    /// <param name="activation">Applied last.</param>
    public BatchNorm(
        Arena arena, Tensor x, Tensor gain, Tensor shift, RunningStatistics running, Tensor? residual = null, Activation activation = Activation.None)
        : base(NewOutput(arena, x, gain, shift, running, residual), residual == null ? [x, gain, shift] : [x, gain, shift, residual])
    {
        (_x, _gain, _shift, _running, _residual, _activation) = (x, gain, shift, running, residual, activation);
        _channels = gain.Shape.Count;
        _rows = x.Shape.Count / _channels;
        _chunks = Math.Clamp(x.Shape.Count / LeastElementsInAChunk, 1, Math.Min(MostChunks, _rows));
        _sums = (double*)arena.Take(4L * _channels * _chunks);
        _mean = arena.Take(_channels);
        _slope = arena.Take(_channels);
        _scale = arena.Take(_channels);
        _offset = arena.Take(_channels);
        _curve = arena.Take(_channels);
        (_moments, _apply, _slopes, _combine) = (new MomentsWork(this), new ApplyWork(this), new SlopesWork(this), new CombineWork(this));
    }

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        if (step.Training)
            Workers.Run(_chunks, _moments);
        for (int c = 0; c < _channels; c++)
        {
            double mean = _running.Mean.Values[c], variance = _running.Variance.Values[c];
            if (step.Training)
            {
                (double sum, double squares) = Total(c);
                double above = sum / _rows; // of the batch's first row, which the sums are taken from
                mean = _x.Data[c] + above;
                variance = Math.Max(0, (squares / _rows) - (above * above));
                Follow(c, mean, variance);
            }

            double slope = 1 / Math.Sqrt(variance + _running.Epsilon);
            _mean[c] = (float)mean;
            _slope[c] = (float)slope;
            _scale[c] = (float)(_gain.Data[c] * slope);
            _offset[c] = (float)(_shift.Data[c] - (mean * _gain.Data[c] * slope));
        }

        Workers.Run(_chunks, _apply);
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        Workers.Run(_chunks, _slopes);
        for (int c = 0; c < _channels; c++)
        {
            (double sum, double product) = Total(c);
            double slope = _slope[c], scale = _gain.Data[c] * slope, gain = product * slope;
            if (_gain.NeedsGradient)
                _gain.Gradient[c] = (float)gain + (Adds(1) ? _gain.Gradient[c] : 0);
            if (_shift.NeedsGradient)
                _shift.Gradient[c] = (float)sum + (Adds(2) ? _shift.Gradient[c] : 0);
            // dx = scale (d − mean of d − x̂ · mean of d x̂); the statistics are constants outside training.
            double curve = step.Training ? -scale * gain * slope / _rows : 0, flat = step.Training ? -scale * sum / _rows : 0;
            _scale[c] = (float)scale;
            _curve[c] = (float)curve;
            _offset[c] = (float)(flat - (curve * _mean[c]));
        }

        if (_x.NeedsGradient || (_residual?.NeedsGradient ?? false))
            Workers.Run(_chunks, _combine);
    }

    private static Tensor NewOutput(Arena arena, Tensor x, Tensor gain, Tensor shift, RunningStatistics running, Tensor? residual)
    {
        ArgumentNullException.ThrowIfNull(arena);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(gain);
        ArgumentNullException.ThrowIfNull(shift);
        ArgumentNullException.ThrowIfNull(running);
        int channels = x.Shape[x.Shape.Rank - 1];
        if (gain.Shape.Count != channels || shift.Shape.Count != channels || running.Mean.Shape.Count != channels)
            throw new ArgumentException($"{x.Shape} has {channels} channels; gain is {gain.Shape}, shift {shift.Shape}, running mean {running.Mean.Shape}.", nameof(gain));
        if (residual != null && residual.Shape != x.Shape)
            throw new ArgumentException($"the residual is added to {x.Shape} and must have that shape; it is {residual.Shape}.", nameof(residual));
        return new Tensor(arena, x.Shape, x.NeedsGradient || gain.NeedsGradient || shift.NeedsGradient || (residual?.NeedsGradient ?? false));
    }

    private void Follow(int channel, double mean, double variance)
    {
        double unbiased = _rows > 1 ? variance * _rows / (_rows - 1) : variance;
        ref float m = ref _running.Mean.Values[channel], v = ref _running.Variance.Values[channel];
        m = (float)(m + (_running.Momentum * (mean - m)));
        v = (float)(v + (_running.Momentum * (unbiased - v)));
    }

    // The two sums of a channel over all chunks, in their order.
    private (double First, double Second) Total(int channel)
    {
        double first = 0, second = 0;
        for (int chunk = 0; chunk < _chunks; chunk++)
        {
            first += Sums(chunk)[channel];
            second += Sums(chunk)[_channels + channel];
        }

        return (first, second);
    }

    private double* Sums(int chunk) => _sums + (2L * _channels * chunk);

    private (int Rows, nint At) Part(int chunk)
    {
        int first = (int)((long)_rows * chunk / _chunks), end = (int)((long)_rows * (chunk + 1) / _chunks);
        return (end - first, (nint)first * _channels);
    }

    private sealed class MomentsWork(BatchNorm o) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            (int rows, nint at) = o.Part(chunk);
            double* sums = o.Sums(chunk);
            new Span<double>(sums, 2 * o._channels).Clear();
            BatchNormKernels.Moments(o._x.Data + at, rows, o._channels, o._x.Data, sums, sums + o._channels);
        }
    }

    private sealed class ApplyWork(BatchNorm o) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            (int rows, nint at) = o.Part(chunk);
            float floor = o._activation == Activation.Relu ? 0 : float.NegativeInfinity;
            BatchNormKernels.Apply(
                o._x.Data + at, rows, o._channels, o._scale, o._offset, o._residual == null ? null : o._residual.Data + at, floor, o.Output.Data + at);
        }
    }

    private sealed class SlopesWork(BatchNorm o) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            (int rows, nint at) = o.Part(chunk);
            double* sums = o.Sums(chunk);
            new Span<double>(sums, 2 * o._channels).Clear();
            float* y = o._activation == Activation.Relu ? o.Output.Data + at : null;
            BatchNormKernels.Slopes(o._x.Data + at, rows, o._channels, o._mean, y, o.Output.Gradient + at, sums, sums + o._channels);
        }
    }

    private sealed class CombineWork(BatchNorm o) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            (int rows, nint at) = o.Part(chunk);
            float* d = o.Output.Gradient + at;
            if (o._x.NeedsGradient)
                BatchNormKernels.Combine(o._x.Data + at, d, rows, o._channels, o._scale, o._curve, o._offset, o._x.Gradient + at, o.Adds(0));
            if (o._residual is { NeedsGradient: true } residual)
                BatchNormKernels.Pass(d, (nint)rows * o._channels, residual.Gradient + at, o.Adds(3));
        }
    }
}
