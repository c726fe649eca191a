using System.Diagnostics.CodeAnalysis;

namespace Mho;

/// <summary>Units to multiply with, after <c>using static Mho.Units;</c>: <c>40 * uS</c>, <c>0.5 * V</c>, <c>1 * day</c>.</summary>
[SuppressMessage("Naming", "CA1708", Justification = "Unit symbols differ by case in physics.")]
public static class Units
{
    /// <summary>One siemens.</summary>
    public static readonly Conductance S = new(1);

    /// <summary>One millisiemens.</summary>
    public static readonly Conductance mS = new(1e-3);

    /// <summary>One microsiemens.</summary>
    public static readonly Conductance uS = new(1e-6);

    /// <summary>One nanosiemens.</summary>
    public static readonly Conductance nS = new(1e-9);

    /// <summary>One ohm.</summary>
    public static readonly Resistance ohm = new(1);

    /// <summary>One kiloohm.</summary>
    public static readonly Resistance kohm = new(1e3);

    /// <summary>One megaohm.</summary>
    public static readonly Resistance Mohm = new(1e6);

    /// <summary>One volt.</summary>
    public static readonly Voltage V = new(1);

    /// <summary>One millivolt.</summary>
    public static readonly Voltage mV = new(1e-3);

    /// <summary>One microvolt.</summary>
    public static readonly Voltage uV = new(1e-6);

    /// <summary>One ampere.</summary>
    public static readonly Current A = new(1);

    /// <summary>One milliampere.</summary>
    public static readonly Current mA = new(1e-3);

    /// <summary>One microampere.</summary>
    public static readonly Current uA = new(1e-6);

    /// <summary>One nanoampere.</summary>
    public static readonly Current nA = new(1e-9);

    /// <summary>One farad.</summary>
    public static readonly Capacitance F = new(1);

    /// <summary>One nanofarad.</summary>
    public static readonly Capacitance nF = new(1e-9);

    /// <summary>One picofarad.</summary>
    public static readonly Capacitance pF = new(1e-12);

    /// <summary>One femtofarad.</summary>
    public static readonly Capacitance fF = new(1e-15);

    /// <summary>One attofarad.</summary>
    public static readonly Capacitance aF = new(1e-18);

    /// <summary>One hertz.</summary>
    public static readonly Frequency Hz = new(1);

    /// <summary>One kilohertz.</summary>
    public static readonly Frequency kHz = new(1e3);

    /// <summary>One megahertz.</summary>
    public static readonly Frequency MHz = new(1e6);

    /// <summary>One gigahertz.</summary>
    public static readonly Frequency GHz = new(1e9);

    /// <summary>One joule.</summary>
    public static readonly Energy J = new(1);

    /// <summary>One microjoule.</summary>
    public static readonly Energy uJ = new(1e-6);

    /// <summary>One nanojoule.</summary>
    public static readonly Energy nJ = new(1e-9);

    /// <summary>One picojoule.</summary>
    public static readonly Energy pJ = new(1e-12);

    /// <summary>One femtojoule.</summary>
    public static readonly Energy fJ = new(1e-15);

    /// <summary>One watt.</summary>
    public static readonly Power W = new(1);

    /// <summary>One milliwatt.</summary>
    public static readonly Power mW = new(1e-3);

    /// <summary>One microwatt.</summary>
    public static readonly Power uW = new(1e-6);

    /// <summary>One second.</summary>
    public static readonly Duration s = new(1);

    /// <summary>One millisecond.</summary>
    public static readonly Duration ms = new(1e-3);

    /// <summary>One microsecond.</summary>
    public static readonly Duration us = new(1e-6);

    /// <summary>One nanosecond.</summary>
    public static readonly Duration ns = new(1e-9);

    /// <summary>One minute.</summary>
    public static readonly Duration minute = new(60);

    /// <summary>One hour.</summary>
    public static readonly Duration hour = new(3600);

    /// <summary>One day.</summary>
    public static readonly Duration day = new(86400);
}
