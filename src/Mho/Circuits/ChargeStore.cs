namespace Mho.Circuits;

/// <summary>What the capacitors of a crossbar hold between two steps in time: voltage and current of each, and the sources they are for the next step.</summary>
/// <remarks>A cell is its access resistance R in series with G ∥ C. With k = 2/h, kC v + i its source: J = (kC v + i) / (1 + R (G + kC)) between the lines.</remarks>
internal sealed class ChargeStore
{
    private readonly double[] _cellSource = [], _cellShare = [], _cellConductance = [], _cellVoltage = [], _cellCurrent = [];
    private readonly Capacitors _wordStray, _bitStray;
    private readonly double _access;

    /// <param name="crossbar">The array.</param>
    /// <param name="rate">k = 2/h, 1/s.</param>
    public ChargeStore(Crossbar crossbar, double rate)
    {
        int cells = crossbar.Conductances.Length;
        (Words, Bits, Cells) = (new double[cells], new double[cells], new double[cells]);
        _access = crossbar.Access.SI;
        _wordStray = new(rate * crossbar.WordLines.Stray.SI, cells);
        _bitStray = new(rate * crossbar.BitLines.Stray.SI, cells);
        if (crossbar.Capacitances.IsEmpty)
            return;
        (_cellSource, _cellShare, _cellConductance, _cellVoltage, _cellCurrent) = (new double[cells], new double[cells], new double[cells], new double[cells], new double[cells]);
        for (int k = 0; k < cells; k++)
        {
            double g = crossbar.Conductances.Span[k];
            _cellConductance[k] = double.IsPositiveInfinity(g) ? 0 : rate * crossbar.Capacitances.Span[k];
            _cellShare[k] = double.IsPositiveInfinity(g) ? 0 : 1 / (1 + (_access * (g + _cellConductance[k])));
        }
    }

    /// <summary>V of the word lines' nodes at the last step.</summary>
    public double[] Words { get; }

    /// <summary>V of the bit lines' nodes at the last step.</summary>
    public double[] Bits { get; }

    /// <summary>A through the cells at the last step.</summary>
    public double[] Cells { get; }

    /// <summary>A into the word lines' nodes; empty without stray capacitance.</summary>
    public ReadOnlySpan<double> IntoWords => _wordStray.Sources;

    /// <summary>A into the bit lines' nodes; empty without stray capacitance.</summary>
    public ReadOnlySpan<double> IntoBits => _bitStray.Sources;

    /// <summary>A inside the cells from bit to word line; empty without capacitances.</summary>
    public ReadOnlySpan<double> IntoCells => _cellSource;

    /// <summary>No charge anywhere.</summary>
    public void Empty()
    {
        Array.Clear(Words);
        Array.Clear(Bits);
        Array.Clear(Cells);
        Array.Clear(_cellVoltage);
        Array.Clear(_cellCurrent);
        _wordStray.Hold(Words);
        _bitStray.Hold(Bits);
    }

    /// <summary>Charged as direct current leaves it; no current through capacitors.</summary>
    public void Settle(CrossbarState<double> rest)
    {
        rest.WordLines.Span.CopyTo(Words);
        rest.BitLines.Span.CopyTo(Bits);
        rest.Cells.Span.CopyTo(Cells);
        for (int k = 0; k < _cellVoltage.Length; k++)
            (_cellVoltage[k], _cellCurrent[k]) = (Words[k] - Bits[k] - (_access * Cells[k]), 0);
        _wordStray.Hold(Words);
        _bitStray.Hold(Bits);
    }

    /// <summary>Sets the sources of the next step.</summary>
    public void Prepare(bool backward)
    {
        _wordStray.Prepare(backward);
        _bitStray.Prepare(backward);
        for (int k = 0; k < _cellSource.Length; k++)
            _cellSource[k] = _cellShare[k] * ((_cellConductance[k] * _cellVoltage[k]) + (backward ? 0 : _cellCurrent[k]));
    }

    /// <summary>Takes over what <see cref="Words"/>, <see cref="Bits"/> and <see cref="Cells"/> have become.</summary>
    public void Take(bool backward)
    {
        _wordStray.Take(Words, backward);
        _bitStray.Take(Bits, backward);
        for (int k = 0; k < _cellVoltage.Length; k++)
        {
            double voltage = Words[k] - Bits[k] - (_access * Cells[k]);
            _cellCurrent[k] = (_cellConductance[k] * (voltage - _cellVoltage[k])) - (backward ? 0 : _cellCurrent[k]);
            _cellVoltage[k] = voltage;
        }
    }

    // Equal capacitors from every node to ground.
    private sealed class Capacitors(double conductance, int count)
    {
        private readonly double[] _voltages = new double[conductance > 0 ? count : 0], _currents = new double[conductance > 0 ? count : 0];

        public double[] Sources { get; } = new double[conductance > 0 ? count : 0];

        public void Hold(ReadOnlySpan<double> voltages)
        {
            voltages[.._voltages.Length].CopyTo(_voltages);
            Array.Clear(_currents);
        }

        public void Prepare(bool backward)
        {
            for (int k = 0; k < Sources.Length; k++)
                Sources[k] = (conductance * _voltages[k]) + (backward ? 0 : _currents[k]);
        }

        public void Take(ReadOnlySpan<double> voltages, bool backward)
        {
            for (int k = 0; k < _voltages.Length; k++)
            {
                _currents[k] = (conductance * (voltages[k] - _voltages[k])) - (backward ? 0 : _currents[k]);
                _voltages[k] = voltages[k];
            }
        }
    }
}
