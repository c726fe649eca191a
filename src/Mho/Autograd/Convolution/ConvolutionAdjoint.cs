namespace Mho.Autograd;

// The adjoint with respect to the image, dx = wᵀ dy, as stride-free tile sums over the output's gradient with zeros around it.
//
// Input row y is touched by the window rows r ≡ y + Top (mod Stride), from output row (y + Top − r)/Stride. All input rows of one phase y mod Stride
// touch the same window rows, and in descending r the output rows ascend: one run of window rows, and likewise of columns.
internal sealed unsafe class ConvolutionAdjoint
{
    private readonly WindowGeometry _g;
    private readonly int _outputs;
    private readonly List<(ConvolutionTiles Tiles, int[] Rows, int[] Columns, nint Weights)> _phases = [];
    private readonly float* _weights;
    private readonly float* _zeros;

    public ConvolutionAdjoint(Arena arena, in WindowGeometry g, int outputs)
    {
        _g = g;
        _outputs = outputs;
        (Top, int bottom) = Reach(g.Height, g.Top, g.WindowHeight, g.Stride, g.OutputHeight);
        (Left, int right) = Reach(g.Width, g.Left, g.WindowWidth, g.Stride, g.OutputWidth);
        Width = Left + g.OutputWidth + right;
        Height = Top + g.OutputHeight + bottom;
        nint weights = 0;
        for (int phase = 0; phase < g.Stride * g.Stride; phase++)
        {
            int y = phase / g.Stride, x = phase % g.Stride;
            if (y >= g.Height || x >= g.Width)
                continue;
            int[] rows = Touching(y + g.Top, g.WindowHeight, g.Stride), columns = Touching(x + g.Left, g.WindowWidth, g.Stride);
            ConvolutionTiles tiles = Plan(arena, y, x, rows, columns);
            _phases.Add((tiles, rows, columns, weights));
            weights += (nint)tiles.WeightCount;
        }

        _weights = arena.Take(Math.Max(weights, 1));
        _zeros = arena.Take((g.Channels + 15) / 16 * 16);
    }

    // Zeros above and left of the output's gradient, and its size with all zeros.
    public int Top { get; }

    public int Left { get; }

    public int Width { get; }

    public int Height { get; }

    // w[r, s, c, o] in the order in which each phase reads it: [window row][window column][o][c], the last rounded up to whole vectors.
    public void Arrange(float* w)
    {
        foreach ((ConvolutionTiles tiles, int[] rows, int[] columns, nint offset) in _phases)
        {
            float* to = _weights + offset;
            foreach (int r in rows)
            {
                foreach (int s in columns)
                {
                    Transpose(w + ((((nint)r * _g.WindowWidth) + s) * _g.Channels * _outputs), _g.Channels, _outputs, to, tiles.Lanes);
                    to += (nint)_outputs * tiles.Lanes;
                }
            }
        }
    }

    // dy has zeros around it; dx is one image.
    public void Run(VectorUnit unit, float* dy, float* dx, bool add)
    {
        float* start = add ? null : _zeros;
        foreach ((ConvolutionTiles tiles, _, _, nint offset) in _phases)
            tiles.Sum(unit, dy, _weights + offset, dx, start, float.NegativeInfinity);
    }

    private static int[] Touching(int row, int window, int stride) => [.. Enumerable.Range(0, window).Reverse().Where(r => (row - r) % stride == 0)];

    // How far before the first and behind the last output row the window rows of any input row lie.
    private static (int Before, int Behind) Reach(int length, int before, int window, int stride, int positions)
    {
        int least = 0, most = positions - 1;
        for (int y = 0; y < length; y++)
        {
            foreach (int r in Touching(y + before, window, stride))
                (least, most) = (Math.Min(least, (y + before - r) / stride), Math.Max(most, (y + before - r) / stride));
        }

        return (-least, most - positions + 1);
    }

    private static void Transpose(float* from, int rows, int columns, float* to, int pitch)
    {
        for (int column = 0; column < columns; column++, to += pitch)
        {
            for (int row = 0; row < rows; row++)
                to[row] = from[((nint)row * columns) + column];
        }
    }

    private ConvolutionTiles Plan(Arena arena, int y, int x, int[] rows, int[] columns)
    {
        int high = (_g.Height - y + _g.Stride - 1) / _g.Stride, wide = (_g.Width - x + _g.Stride - 1) / _g.Stride, taps = rows.Length * columns.Length;
        ConvolutionTiles tiles = new(arena, high * wide, taps == 0 ? 0 : rows.Length, columns.Length * _outputs, Width * _outputs, _g.Channels);
        int top = taps == 0 ? 0 : ((y + _g.Top - rows[0]) / _g.Stride) + Top, left = taps == 0 ? 0 : ((x + _g.Left - columns[0]) / _g.Stride) + Left;
        for (int pixel = 0; pixel < high * wide; pixel++)
        {
            int i = pixel / wide, j = pixel % wide;
            int to = (((y + (i * _g.Stride)) * _g.Width) + x + (j * _g.Stride)) * _g.Channels;
            tiles.Place(pixel, (((top + i) * Width) + left + j) * _outputs, to);
        }

        tiles.Finish();
        return tiles;
    }
}
