namespace Mho.Chips;

/// <summary>A column's converter from volts to an integer-spaced code; its step (the least significant bit, in volts) is set per tile by calibration.</summary>
public interface IAdc
{
    /// <summary>The greatest code it gives; beyond it clips.</summary>
    double MaxCode { get; }

    /// <summary>Where within a step the code lies.</summary>
    CodeOrigin Origin { get; }

    /// <summary>Charge decrements of one conversion with its sign decision, for the energy and latency ledger.</summary>
    int Steps { get; }

    /// <summary>The same converter with <paramref name="bits"/> bits fewer, for the second phase of an input.</summary>
    IAdc Narrower(int bits);
}
