using System.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>Work space of one neuron: coefficients of its intervals, potentials and their adjoints.</summary>
internal readonly ref struct Column<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Column(Span<T> work, int intervals)
    {
        Durations = work[..intervals];
        Rates = work.Slice(intervals, intervals);
        Drives = work.Slice(2 * intervals, intervals);
        Costates = work.Slice(3 * intervals, intervals);
        States = work.Slice(4 * intervals, intervals + 1);
    }

    public Span<T> Durations { get; }

    public Span<T> Rates { get; }

    public Span<T> Drives { get; }

    public Span<T> Costates { get; }

    public Span<T> States { get; }

    public static int Length(int intervals) => (5 * intervals) + 1;

    /// <summary>Turns rates and drives into their gradients; returns how many intervals the result depends on. Costates beyond these are not written.</summary>
    public int Adjoint(Until until, T dResult)
    {
        int count = Durations.Length;
        if (until == Until.End)
        {
            Trajectory.Charge<T>(Durations, Rates, Drives, States);
            Trajectory.Adjoint(Durations, Rates, Drives, States, dResult, Costates);
            return count;
        }

        int interval = Trajectory.Fire<T>(Durations, Rates, Drives, States, out T after), used = interval == count ? 0 : interval + 1;
        if (used > 0)
        {
            // v(t) = 1 holds whatever changes, so dt = −dv/(dv/dt) with the last interval cut at the spike.
            (T whole, T slope) = (Durations[interval], Drives[interval] - Rates[interval]);
            Durations[interval] = after;
            Trajectory.Adjoint(Durations[..used], Rates[..used], Drives[..used], States, slope > T.Zero ? -dResult / slope : T.Zero, Costates);
            Durations[interval] = whole;
        }

        Rates[used..].Clear();
        Drives[used..].Clear();
        return used;
    }
}
