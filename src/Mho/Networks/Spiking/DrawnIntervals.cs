using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>A grid whose offset is drawn anew in each training pass, with ends and 1/widths of its intervals in single precision.</summary>
internal sealed unsafe class DrawnIntervals
{
    public const int Most = 256;

    private readonly int _points;
    private readonly GridOffset _offset;
    private readonly double _window;

    public DrawnIntervals(Arena arena, int intervals, GridOffset offset, double window)
    {
        (_points, _offset, _window, Count) = (intervals, offset, window, Rows(intervals, offset));
        Ends = arena.Take(Count);
        Inverses = arena.Take(Count);
        Shift(0);
    }

    public int Count { get; }

    public TimeGrid Grid { get; private set; }

    public float* Ends { get; }

    public float* Inverses { get; }

    public static int Rows(int intervals, GridOffset offset) =>
        Limit.Within(intervals, 2, Most, "one is as long as the offset, and the cost grows with their number") - (offset == GridOffset.Fixed ? 1 : 0);

    public void Draw(in Step step) => Shift(_offset == GridOffset.Random && step.Training ? step.Key.Uniform(0) : 0);

    private void Shift(double share)
    {
        Grid = new TimeGrid(_points, share * (_window / (_points - 1)), _window);
        for (int m = 0; m < Count; m++)
            (Ends[m], Inverses[m]) = DiscretisedSpikes.Interval<float>(Grid, m);
    }
}
