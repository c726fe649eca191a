namespace Mho.Autograd;

// What both poolings share: the shape of the result and how images are shared out.
internal static class PoolOutput
{
    private const int LeastElementsInAChunk = 1 << 15;

    public static Tensor New(Arena arena, Tensor x, Window window)
    {
        ArgumentNullException.ThrowIfNull(arena);
        ArgumentNullException.ThrowIfNull(x);
        WindowGeometry g = WindowGeometry.Of(window, x.Shape);
        // Else a window could lie in the padding alone, and there is no largest nor mean of nothing.
        if (g.Top >= g.WindowHeight || g.Left >= g.WindowWidth || ((g.OutputHeight - 1) * g.Stride) - g.Top >= g.Height || ((g.OutputWidth - 1) * g.Stride) - g.Left >= g.Width)
            throw new ArgumentException($"a {window} over {x.Shape} would lie wholly in the padding somewhere; pad by less than the window.", nameof(window));
        return new Tensor(arena, g.OutputShape(g.Channels), x.NeedsGradient);
    }

    public static int Chunks(in WindowGeometry g) =>
        (int)Math.Clamp((long)g.Images * g.InputPixels * g.Channels / LeastElementsInAChunk, 1, Math.Min(16, g.Images));

    public static (int First, int End) Images(in WindowGeometry g, int chunk)
    {
        int chunks = Chunks(g);
        return ((int)((long)g.Images * chunk / chunks), (int)((long)g.Images * (chunk + 1) / chunks));
    }
}
