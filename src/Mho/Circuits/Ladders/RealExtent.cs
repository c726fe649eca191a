using System.Numerics;
using System.Runtime.InteropServices;

namespace Mho.Circuits.Ladders;

/// <summary>What admittances span.</summary>
internal static class RealExtent
{
    /// <summary>The least that is not zero (+∞ if all are) and the greatest, by magnitude.</summary>
    public static (double Least, double Greatest) Of(ReadOnlySpan<double> values)
    {
        ReadOnlySpan<Vector<double>> registers = MemoryMarshal.Cast<double, Vector<double>>(values);
        Vector<double> least = new(double.PositiveInfinity), greatest = Vector<double>.Zero;
        foreach (Vector<double> register in registers)
        {
            Vector<double> size = Vector.Abs(register);
            greatest = Vector.Max(greatest, size);
            least = Vector.Min(least, Vector.ConditionalSelect(Vector.GreaterThan(size, Vector<double>.Zero), size, least));
        }

        double low = double.PositiveInfinity, high = 0;
        for (int lane = 0; lane < Vector<double>.Count; lane++)
            (low, high) = (Math.Min(low, least[lane]), Math.Max(high, greatest[lane]));
        foreach (double value in values[(registers.Length * Vector<double>.Count)..])
        {
            high = Math.Max(high, Math.Abs(value));
            low = value == 0 ? low : Math.Min(low, Math.Abs(value));
        }

        return (low, high);
    }
}
