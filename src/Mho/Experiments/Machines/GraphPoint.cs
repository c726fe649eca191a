using Mho.Experiments.Plots;

namespace Mho.Experiments.Machines;

/// <summary>A place or a way in a drawing, in pixels to the right and down.</summary>
internal readonly record struct GraphPoint(double X, double Y)
{
    /// <summary>The same direction, one pixel long.</summary>
    public GraphPoint Unit => this * (1 / Math.Sqrt((X * X) + (Y * Y)));

    /// <summary>A quarter turn to the left, as one who walks this way sees it.</summary>
    public GraphPoint Left => new(Y, -X);

    public static GraphPoint operator +(GraphPoint a, GraphPoint b) => new(a.X + b.X, a.Y + b.Y);

    public static GraphPoint operator -(GraphPoint a, GraphPoint b) => new(a.X - b.X, a.Y - b.Y);

    public static GraphPoint operator *(GraphPoint a, double factor) => new(a.X * factor, a.Y * factor);

    /// <inheritdoc/>
    public override string ToString() => $"{Svg.Number(X)} {Svg.Number(Y)}";
}
