using Mho.Circuits.Cells;
using Mho.Circuits.Ladders;

namespace Mho.Circuits.Newton;

/// <summary>The cells of one array: their law, their conductances, and which of them are shorts.</summary>
internal sealed class CellArray
{
    private readonly ICellCurrent _law;
    private readonly double _shortSiemens;
    private readonly double[] _conductances;
    private readonly List<int> _shorts = [];

    public CellArray(ICellCurrent cell, double accessOhm, int count)
    {
        _law = accessOhm > 0 ? new SeriesCell(cell, accessOhm) : cell;
        _shortSiemens = Math.Min(1 / LadderLines<double>.Perfect, 1 / accessOhm);
        _conductances = new double[count];
        Linear = cell is LinearCell;
    }

    /// <summary>Slopes do not depend on voltages.</summary>
    public bool Linear { get; }

    /// <summary>Takes new conductances, S; +∞ is a short.</summary>
    public void Set(ReadOnlySpan<double> conductances)
    {
        conductances.CopyTo(_conductances);
        _shorts.Clear();
        for (int k = 0; k < conductances.Length; k++)
        {
            if (!double.IsPositiveInfinity(conductances[k]))
                continue;
            _shorts.Add(k);
            _conductances[k] = 0;
        }
    }

    /// <summary>Currents and slopes at the cells' voltages. A short, which is linear, carries whatever the wires send: <paramref name="sent"/>, A.</summary>
    public void Currents(ReadOnlySpan<double> voltages, ReadOnlySpan<double> sent, Span<double> currents, Span<double> slopes)
    {
        _law.Currents(_conductances, voltages, currents, slopes);
        foreach (int k in _shorts)
            (currents[k], slopes[k]) = (sent[k], _shortSiemens);
    }

    /// <summary>The tangent of every cell: I = slope · V − source.</summary>
    public void Sources(ReadOnlySpan<double> voltages, ReadOnlySpan<double> currents, ReadOnlySpan<double> slopes, Span<double> sources)
    {
        for (int k = 0; k < sources.Length; k++)
            sources[k] = (slopes[k] * voltages[k]) - currents[k];
        foreach (int k in _shorts)
            sources[k] = 0;
    }

    /// <summary>∂I/∂G at fixed voltage, V; 0 for shorts.</summary>
    public void Gains(ReadOnlySpan<double> voltages, Span<double> gains)
    {
        _law.Gains(_conductances, voltages, gains);
        foreach (int k in _shorts)
            gains[k] = 0;
    }
}
