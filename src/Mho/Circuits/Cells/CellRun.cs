using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mho.Circuits.Cells;

/// <summary>Runs a law over cells, eight at a time; each cell's numbers do not depend on its neighbours or its place.</summary>
internal static class CellRun
{
    private const int Width = 8;

    /// <summary>Currents and slopes of all cells.</summary>
    public static void Currents<TLaw>(TLaw law, ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> currents, Span<double> slopes)
        where TLaw : struct, ICellLaw
    {
        if (voltages.Length != conductances.Length || currents.Length != voltages.Length || slopes.Length != voltages.Length)
            throw new ArgumentException($"{conductances.Length} conductances, {voltages.Length} voltages, {currents.Length} currents and {slopes.Length} slopes; give one of each for a cell.", nameof(voltages));
        int whole = voltages.Length / Width * Width;
        Loop(law, conductances[..whole], voltages, currents, slopes);
        int rest = voltages.Length - whole;
        if (rest == 0)
            return;
        Span<double> g = stackalloc double[Width], v = stackalloc double[Width], i = stackalloc double[Width], s = stackalloc double[Width];
        g.Clear();
        v.Clear();
        conductances[whole..].CopyTo(g);
        voltages[whole..].CopyTo(v);
        Loop(law, g, v, i, s);
        i[..rest].CopyTo(currents[whole..]);
        s[..rest].CopyTo(slopes[whole..]);
    }

    /// <summary>∂I/∂G of a law whose current is proportional to G: the current of 1 S.</summary>
    public static void Proportional<TLaw>(TLaw law, ReadOnlySpan<double> voltages, Span<double> gains)
        where TLaw : struct, ICellLaw
    {
        Span<double> one = stackalloc double[64], slopes = stackalloc double[64];
        one.Fill(1);
        for (int from = 0; from < voltages.Length; from += one.Length)
        {
            int count = Math.Min(one.Length, voltages.Length - from);
            Currents(law, one[..count], voltages.Slice(from, count), gains.Slice(from, count), slopes[..count]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TLaw>(TLaw law, ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> currents, Span<double> slopes)
        where TLaw : struct, ICellLaw
    {
        ref double g = ref MemoryMarshal.GetReference(conductances), v = ref MemoryMarshal.GetReference(voltages);
        ref double i = ref MemoryMarshal.GetReference(currents), s = ref MemoryMarshal.GetReference(slopes);
        for (nuint at = 0; at < (nuint)conductances.Length; at += Width)
        {
            law.At(Vector512.LoadUnsafe(ref g, at), Vector512.LoadUnsafe(ref v, at), out Vector512<double> current, out Vector512<double> slope);
            current.StoreUnsafe(ref i, at);
            slope.StoreUnsafe(ref s, at);
        }
    }
}
