using System.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>Differentiable spike-time discretisation: the share of each interval during which a synapse conducts, and its adjoint.</summary>
/// <remarks>
/// Sⱼₘ = clip((Tₘ₊₁ − tⱼ)/(Tₘ₊₁ − Tₘ), 0, 1): the running sum over intervals of the two neighbouring shares of a spike (Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 38 and
/// 46–47), which keep its zeroth and first moment. f and g with S for θ are the means of the exact ones over each interval.
/// </remarks>
internal static class DiscretisedSpikes
{
    /// <summary>S [intervals x inputs] of spike times [inputs].</summary>
    public static void Spread<T>(TimeGrid grid, ReadOnlySpan<T> times, Span<T> conducting)
        where T : IBinaryFloatingPointIeee754<T>
    {
        T last = T.CreateChecked(grid.End); // silence is a spike at infinity, which an empty interval must not multiply by 0
        for (int m = 0; m < grid.Intervals; m++)
        {
            (T end, T inverse) = Interval<T>(grid, m);
            Span<T> row = conducting.Slice(m * times.Length, times.Length);
            for (int j = 0; j < row.Length; j++)
                row[j] = T.Clamp((end - T.Min(times[j], last)) * inverse, T.Zero, T.One);
        }
    }

    /// <summary>∂L/∂t [inputs] from ∂L/∂S: −1/width times that of the interval that holds the spike; 0 outside the grid.</summary>
    public static void Gather<T>(TimeGrid grid, ReadOnlySpan<T> times, ReadOnlySpan<T> dConducting, Span<T> dTimes)
        where T : IBinaryFloatingPointIeee754<T>
    {
        dTimes.Clear();
        T last = T.CreateChecked(grid.End);
        for (int m = 0; m < grid.Intervals; m++)
        {
            (T end, T inverse) = Interval<T>(grid, m);
            ReadOnlySpan<T> row = dConducting.Slice(m * times.Length, times.Length);
            for (int j = 0; j < row.Length; j++)
            {
                T share = (end - T.Min(times[j], last)) * inverse;
                if (share > T.Zero && share <= T.One)
                    dTimes[j] -= row[j] * inverse;
            }
        }
    }

    /// <summary>End of an interval and 1/width; 0 for 1/width of an empty one, in which nothing happens.</summary>
    public static (T End, T Inverse) Interval<T>(TimeGrid grid, int interval)
        where T : IBinaryFloatingPointIeee754<T>
    {
        T width = T.CreateChecked(grid.Duration(interval));
        return (T.CreateChecked(grid[interval + 1]), width > T.Zero ? T.One / width : T.Zero);
    }
}
