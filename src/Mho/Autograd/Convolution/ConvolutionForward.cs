using Mho.Numerics;

namespace Mho.Autograd;

// Convolution's forward pass, chunk by chunk of images.
internal sealed unsafe class ConvolutionForward : IChunkedWork
{
    private readonly Convolution _operation;
    private readonly WindowGeometry _g;
    private readonly ConvolutionTiles _tiles;
    private readonly float* _padded;
    private readonly nint _paddedCount;
    private readonly float* _weights;
    private readonly float* _bias;

    public ConvolutionForward(Convolution operation, Arena arena)
    {
        _operation = operation;
        _g = operation.Geometry;
        _tiles = new ConvolutionTiles(arena, _g.OutputPixels, _g.WindowHeight, _g.WindowWidth * _g.Channels, _g.PaddedWidth * _g.Channels, operation.Outputs);
        for (int pixel = 0; pixel < _g.OutputPixels; pixel++)
        {
            int i = pixel / _g.OutputWidth, j = pixel % _g.OutputWidth;
            _tiles.Place(pixel, ((i * _g.PaddedWidth) + j) * _g.Stride * _g.Channels, pixel * operation.Outputs);
        }

        _tiles.Finish();
        if (_g.IsPadded)
        {
            _paddedCount = ((_g.PaddedHeight * _g.PaddedWidth * _g.Channels) + 31) / 16 * 16;
            _padded = arena.Take(_paddedCount * operation.Chunks);
        }

        _bias = arena.Take(_tiles.Lanes);
        if (_tiles.Lanes != operation.Outputs)
            _weights = arena.Take(_tiles.WeightCount);
    }

    // Whole vectors of weights and bias.
    public void Prepare()
    {
        int outputs = _operation.Outputs;
        _operation.Bias?.Values.CopyTo(new Span<float>(_bias, outputs));
        if (_weights == null)
            return;
        float* w = _operation.Kernel.Data;
        for (int row = 0; row < _g.WindowHeight * _tiles.Run; row++)
            new ReadOnlySpan<float>(w + ((nint)row * outputs), outputs).CopyTo(new Span<float>(_weights + ((nint)row * _tiles.Lanes), outputs));
    }

    public void Do(int chunk, int worker)
    {
        (int first, int end) = _operation.Images(chunk);
        float floor = _operation.Activation == Activation.Relu ? 0 : float.NegativeInfinity;
        float* w = _weights == null ? _operation.Kernel.Data : _weights;
        nint size = (nint)_g.OutputPixels * _operation.Outputs;
        for (int n = first; n < end; n++)
        {
            float* y = _operation.Output.Data + (n * size);
            _tiles.Sum(_operation.Unit, Padded(n, chunk), w, y, _bias, floor);
        }
    }

    // The image with zeros around it, in the chunk's own memory, whose rim nobody ever writes.
    public float* Padded(int n, int chunk)
    {
        float* image = Image(n);
        if (!_g.IsPadded)
            return image;
        float* padded = _padded + (chunk * _paddedCount);
        int row = _g.Width * _g.Channels;
        for (int i = 0; i < _g.Height; i++)
        {
            float* to = padded + (((((nint)i + _g.Top) * _g.PaddedWidth) + _g.Left) * _g.Channels);
            new ReadOnlySpan<float>(image + ((nint)i * row), row).CopyTo(new Span<float>(to, row));
        }

        return padded;
    }

    private float* Image(int n) => _operation.X.Data + ((nint)n * _g.InputPixels * _g.Channels);
}
