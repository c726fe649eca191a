using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>Two-dimensional convolution (cross-correlation, as in every framework) with optional bias and rectifier.</summary>
/// <remarks>
/// y[n, i, j, o] = a(b[o] + Σ_{r, s, c} x[n, i·stride − top + r, j·stride − left + s, c] w[(r·width + s)·channels + c, o]), channels last.
/// The kernel is the matrix [height · width · channels, outputs], row by row what a crossbar tile holds: a patch of the image is its input vector.
/// Left out: groups, dilation, unequal strides.
/// </remarks>
public sealed unsafe class Convolution : Operation
{
    // More chunks would balance more threads, but each has a partial weight gradient that must be added up.
    private const int MostChunks = 8;
    private const long LeastProductsInAChunk = 1 << 18;

    private readonly WindowGeometry _g;
    private readonly Tensor _x;
    private readonly Tensor _kernel;
    private readonly Tensor? _bias;
    private readonly Activation _activation;
    private readonly VectorUnit _unit;
    private readonly int _outputs;
    private readonly int _chunks;
    private readonly ConvolutionForward _forward;
    private readonly ConvolutionBackward? _backward;

    /// <summary>A convolution of <paramref name="x"/> [images, height, width, channels].</summary>
    /// <param name="arena">Where output and work space are taken.</param>
    /// <param name="x">The images.</param>
    /// <param name="kernel">[window height · window width · channels, outputs].</param>
    /// <param name="bias">[outputs], or null.</param>
    /// <param name="window">Size, stride and padding.</param>
    /// <param name="activation">Applied to the sum.</param>
    public Convolution(Arena arena, Tensor x, Tensor kernel, Tensor? bias, Window window, Activation activation = Activation.None)
        : this(arena, x, kernel, bias, window, activation, VectorUnits.Best)
    {
    }

    internal Convolution(Arena arena, Tensor x, Tensor kernel, Tensor? bias, Window window, Activation activation, VectorUnit unit)
        : base(NewOutput(arena, x, kernel, bias, window), bias == null ? [x, kernel] : [x, kernel, bias])
    {
        _g = WindowGeometry.Of(window, x.Shape);
        (_x, _kernel, _bias, _activation, _unit, _outputs) = (x, kernel, bias, activation, unit, kernel.Shape[1]);
        long products = (long)_g.Images * _g.OutputPixels * kernel.Shape.Count;
        _chunks = (int)Math.Clamp(products / LeastProductsInAChunk, 1, Math.Min(MostChunks, _g.Images));
        _forward = new ConvolutionForward(this, arena);
        if (Output.NeedsGradient)
            _backward = new ConvolutionBackward(this, arena, _forward);
    }

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        _forward.Prepare();
        Workers.Run(_chunks, _forward);
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        ConvolutionBackward backward = _backward!;
        backward.Prepare(Adds(0));
        Workers.Run(_chunks, backward);
        backward.Reduce(Adds(1), _bias != null && Adds(2));
    }

    internal WindowGeometry Geometry => _g;

    internal Tensor X => _x;

    internal Tensor Kernel => _kernel;

    internal Tensor? Bias => _bias;

    internal Activation Activation => _activation;

    internal VectorUnit Unit => _unit;

    internal int Outputs => _outputs;

    internal int Chunks => _chunks;

    // The images of a chunk.
    internal (int First, int End) Images(int chunk) => ((int)((long)_g.Images * chunk / _chunks), (int)((long)_g.Images * (chunk + 1) / _chunks));

    private static Tensor NewOutput(Arena arena, Tensor x, Tensor kernel, Tensor? bias, Window window)
    {
        ArgumentNullException.ThrowIfNull(arena);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(kernel);
        WindowGeometry g = WindowGeometry.Of(window, x.Shape);
        int rows = window.Height * window.Width * g.Channels;
        if (kernel.Shape.Rank != 2 || kernel.Shape[0] != rows)
            throw new ArgumentException($"a {window} over {g.Channels} channels needs a kernel of {rows} rows; got {kernel.Shape}.", nameof(kernel));
        int outputs = kernel.Shape[1];
        if (bias != null && (bias.Shape.Rank != 1 || bias.Shape[0] != outputs))
            throw new ArgumentException($"{outputs} output channels need a bias [{outputs}]; got {bias.Shape}.", nameof(bias));
        return new Tensor(arena, g.OutputShape(outputs), x.NeedsGradient || kernel.NeedsGradient || (bias?.NeedsGradient ?? false));
    }
}
