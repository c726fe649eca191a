namespace Mho.Experiments.Plots;

/// <summary>The rectangle in which data are drawn, and how values become pixels in it.</summary>
internal sealed class Frame(double width, double height, Axis x, (double Low, double High) across, Axis y, (double Low, double High) up)
{
    private readonly double _left = x.Forward(across.Low), _right = x.Forward(across.High), _bottom = y.Forward(up.Low), _top = y.Forward(up.High);

    private readonly List<(double Left, double Top, double Right, double Bottom)> _taken = [];

    public double Width => width;

    public double Height => height;

    public double X(double value) => width * (x.Forward(value) - _left) / (_right - _left);

    public double Y(double value) => height * (1 - ((y.Forward(value) - _bottom) / (_top - _bottom)));

    /// <summary>Keeps texts off these boxes: left, top, right, bottom.</summary>
    public void Take(IEnumerable<(double Left, double Top, double Right, double Bottom)> boxes) => _taken.AddRange(boxes);

    /// <summary>Takes the first of these boxes that is free, or the first of all where none is.</summary>
    /// <returns>Its number.</returns>
    public int Place(IReadOnlyList<(double Left, double Top, double Right, double Bottom)> boxes)
    {
        int free = Enumerable.Range(0, boxes.Count).FirstOrDefault(i => _taken.TrueForAll(taken =>
            boxes[i].Right < taken.Left || boxes[i].Left > taken.Right || boxes[i].Bottom < taken.Top || boxes[i].Top > taken.Bottom));
        _taken.Add(boxes[free]);
        return free;
    }

    /// <summary>Where bars stand: at zero, or at the bottom where zero is not shown.</summary>
    public double Base => up.Low <= 0 && up.High >= 0 && y.Scale == AxisScale.Linear ? Y(0) : height;
}
