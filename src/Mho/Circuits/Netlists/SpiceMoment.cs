using System.Numerics;

namespace Mho.Circuits.Netlists;

/// <summary>What ngspice found at a moment between its own, whose steps are as long as it likes: the cubic through the four points around it.</summary>
/// <remarks>Lagrange's formula; for an exponential of τ sampled at h the error is below (h/τ)⁴/40. The first point is left out: there sources jump.</remarks>
internal sealed class SpiceMoment
{
    private const int Around = 4;

    private readonly SpiceResult _result;
    private readonly int[] _points;
    private readonly double[] _weights;

    /// <param name="result">A transient analysis.</param>
    /// <param name="time">s.</param>
    public SpiceMoment(SpiceResult result, double time)
    {
        _result = result;

        // Points that ngspice gives twice, at a break in its sources, are one.
        List<int> rising = [];
        for (int point = 1; point < result.Points; point++)
        {
            if (rising.Count == 0 || Time(point) > Time(rising[^1]))
                rising.Add(point);
        }

        int after = rising.FindIndex(point => Time(point) >= time);
        int first = Math.Clamp((after < 0 ? rising.Count : after) - (Around / 2), 0, Math.Max(0, rising.Count - Around));
        _points = [.. rising.Skip(first).Take(Around)];
        _weights = Array.ConvertAll(_points, point => _points.Where(other => other != point).Aggregate(1.0, (product, other) => product * (time - Time(other)) / (Time(point) - Time(other))));
    }

    /// <summary>A quantity then.</summary>
    public Complex this[string name]
    {
        get
        {
            Complex sum = Complex.Zero;
            for (int k = 0; k < _points.Length; k++)
                sum += _weights[k] * _result[name, _points[k]];
            return sum;
        }
    }

    private double Time(int point) => _result["time", point].Real;
}
