namespace Mho.Experiments.Plots;

/// <summary>The rectangle in which data are drawn, and how values become pixels in it.</summary>
internal sealed class Frame(double width, double height, Axis x, (double Low, double High) across, Axis y, (double Low, double High) up)
{
    private readonly double _left = x.Forward(across.Low), _right = x.Forward(across.High), _bottom = y.Forward(up.Low), _top = y.Forward(up.High);

    public double Width => width;

    public double Height => height;

    public double X(double value) => width * (x.Forward(value) - _left) / (_right - _left);

    public double Y(double value) => height * (1 - ((y.Forward(value) - _bottom) / (_top - _bottom)));

    /// <summary>Where bars stand: at zero, or at the bottom where zero is not shown.</summary>
    public double Base => up.Low <= 0 && up.High >= 0 && y.Scale == AxisScale.Linear ? Y(0) : height;
}
