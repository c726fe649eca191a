using System.Runtime.Intrinsics;
using Mho.Numerics;

namespace Mho.Autograd;

// Convolution's backward pass: gradients of images directly, of kernel and bias as one partial sum for each chunk, added in the order of chunks.
internal sealed unsafe class ConvolutionBackward : IChunkedWork
{
    // Floats of image and gradient that one sweep over the weights' tiles should keep in the first cache.
    private const int CacheFloats = 6 * 1024;

    private readonly Convolution _operation;
    private readonly WindowGeometry _g;
    private readonly ConvolutionForward _forward;
    private readonly ConvolutionAdjoint _adjoint;
    private readonly int _outputs;
    private readonly int _lanes;
    private readonly int _run;
    private readonly int _runPitch;
    private readonly int _blockRows;
    private readonly float* _slopes;
    private readonly nint _slopeCount;
    private readonly float* _dy;
    private readonly nint _dyCount;
    private bool _add;

    public ConvolutionBackward(Convolution operation, Arena arena, ConvolutionForward forward)
    {
        (_operation, _forward, _g, _outputs) = (operation, forward, operation.Geometry, operation.Outputs);
        _adjoint = new ConvolutionAdjoint(arena, _g, _outputs);
        _lanes = (_outputs + 15) / 16 * 16;
        _run = _g.WindowWidth * _g.Channels;
        _runPitch = (_run + 7) / 8 * 8;
        _slopeCount = (((nint)_g.WindowHeight * _runPitch) + 1) * _lanes; // the last row is the bias
        _slopes = arena.Take(_slopeCount * operation.Chunks);
        _dyCount = ((_adjoint.Height * _adjoint.Width * _outputs) + 31) / 16 * 16;
        _dy = arena.Take(_dyCount * operation.Chunks);
        int rowFloats = (_g.OutputWidth * _outputs) + (_g.Stride * _g.PaddedWidth * _g.Channels);
        _blockRows = Math.Clamp(CacheFloats / rowFloats, 1, _g.OutputHeight);
    }

    public void Prepare(bool add)
    {
        _add = add;
        if (_operation.X.NeedsGradient)
            _adjoint.Arrange(_operation.Kernel.Data);
    }

    public void Do(int chunk, int worker)
    {
        (int first, int end) = _operation.Images(chunk);
        float* slopes = _slopes + (chunk * _slopeCount);
        new Span<float>(slopes, (int)_slopeCount).Clear();
        for (int n = first; n < end; n++)
        {
            float* dy = Gradient(n, chunk);
            AddBias(dy, slopes + (_slopeCount - _lanes));
            if (_operation.Kernel.NeedsGradient)
                AddWeights(_forward.Padded(n, chunk), dy, slopes);
            if (_operation.X.NeedsGradient)
                _adjoint.Run(_operation.Unit, dy, _operation.X.Gradient + ((nint)n * _g.InputPixels * _g.Channels), _add);
        }
    }

    // Adds the chunks' partial sums up, in their order.
    public void Reduce(bool addKernel, bool addBias)
    {
        Tensor kernel = _operation.Kernel;
        for (int row = 0; kernel.NeedsGradient && row < _g.WindowHeight * _run; row++)
            ReduceRow(((nint)(row / _run * _runPitch) + (row % _run)) * _lanes, kernel.Gradients.Slice(row * _outputs, _outputs), addKernel);
        if (_operation.Bias is { NeedsGradient: true } bias)
            ReduceRow(_slopeCount - _lanes, bias.Gradients, addBias);
    }

    private void ReduceRow(nint offset, Span<float> sum, bool add)
    {
        for (int chunk = 0; chunk < _operation.Chunks; chunk++)
        {
            ReadOnlySpan<float> part = new(_slopes + (chunk * _slopeCount) + offset, sum.Length);
            if (chunk == 0 && !add)
            {
                part.CopyTo(sum);
                continue;
            }

            for (int o = 0; o < sum.Length; o++)
                sum[o] += part[o];
        }
    }

    // The gradient of the sum before the activation, with the zeros around it that the adjoint wants.
    private float* Gradient(int n, int chunk)
    {
        int row = _g.OutputWidth * _outputs;
        nint image = (nint)n * _g.OutputPixels * _outputs;
        float* memory = _dy + (chunk * _dyCount);
        for (int i = 0; i < _g.OutputHeight; i++)
        {
            float* from = _operation.Output.Gradient + image + ((nint)i * row), to = GradientRow(memory, i);
            if (_operation.Activation == Activation.Relu)
                Rectifier.Backward(_operation.Output.Data + image + ((nint)i * row), from, to, row);
            else
                new ReadOnlySpan<float>(from, row).CopyTo(new Span<float>(to, row));
        }

        return memory;
    }

    // First pixel of row i of the gradient in its memory.
    private float* GradientRow(float* dy, int i) => dy + ((((nint)(i + _adjoint.Top) * _adjoint.Width) + _adjoint.Left) * _outputs);

    private void AddBias(float* dy, float* sum)
    {
        if (_operation.Bias == null)
            return;
        for (int o = 0; o < _lanes; o += 16)
        {
            Vector512<float> total = Vector512.Load(sum + o);
            for (int i = 0; i < _g.OutputHeight; i++)
            {
                float* pixel = GradientRow(dy, i) + o;
                for (int j = 0; j < _g.OutputWidth; j++, pixel += _outputs)
                    total += Vector512.Load(pixel);
            }

            total.Store(sum + o);
        }
    }

    private void AddWeights(float* x, float* dy, float* slopes)
    {
        int channels = _g.Channels, pitch = _g.PaddedWidth * channels, yPitch = _adjoint.Width * _outputs;
        for (int i = 0; i < _g.OutputHeight; i += _blockRows)
        {
            int rows = Math.Min(_blockRows, _g.OutputHeight - i);
            float* d = GradientRow(dy, i);
            for (int r = 0; r < _g.WindowHeight; r++)
            {
                float* image = x + ((((nint)i * _g.Stride) + r) * pitch), slope = slopes + ((nint)r * _runPitch * _lanes);
                ConvolutionWeights.Add(_operation.Unit, rows, _g.OutputWidth, image, _g.Stride * channels, _g.Stride * pitch, d, _outputs, yPitch, slope, _run, _lanes);
            }
        }
    }
}
