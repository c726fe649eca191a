namespace Mho.Networks.Spiking;

/// <summary>M intervals that spikes are spread over: time points Tₘ = m Δτ − t_off, m &lt; M, with Δτ = end/(M − 1), and the end of the window.</summary>
/// <remarks>
/// Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 34, 35 and 47. The last interval is t_off long, so without an offset it is empty and the others form a uniform grid.
/// </remarks>
public readonly record struct TimeGrid
{
    /// <summary>A grid.</summary>
    /// <param name="intervals">M ≥ 2.</param>
    /// <param name="offset">t_off in [0, Δτ].</param>
    /// <param name="end">Length of the window; 1 for neurons of two phases.</param>
    public TimeGrid(int intervals, double offset = 0, double end = 1)
    {
        Intervals = Limit.AtLeast(intervals, 2, "the last interval is only as long as the offset");
        End = Limit.Positive(end, "it is the length of a window");
        Offset = Limit.Within(offset, 0, end / (intervals - 1), "the grid is shifted by less than one interval");
    }

    /// <summary>M.</summary>
    public int Intervals { get; }

    /// <summary>t_off.</summary>
    public double Offset { get; }

    /// <summary>Length of the window.</summary>
    public double End { get; }

    /// <summary>Δτ, the length of all intervals but the last.</summary>
    public double Width => End / (Intervals - 1);

    /// <summary>Time point m, 0 … M.</summary>
    public double this[int point] => point == Intervals ? End : (point * Width) - Offset;

    /// <summary>Length of interval m, 0 … M − 1.</summary>
    public double Duration(int interval) => interval == Intervals - 1 ? Offset : Width;
}
