using static Mho.Units;

namespace Mho.Vsa.Spiking;

/// <summary>How stimuli reach a spiking network: rest, first half, second half, and so on; rest at the end. States are read at the end of every rest.</summary>
public sealed record SpikingProtocol
{
    /// <summary>Time without a stimulus.</summary>
    public Duration Rest { get; init; } = 150 * ms;

    /// <summary>Time of the first half of a stimulus.</summary>
    public Duration First { get; init; } = 150 * ms;

    /// <summary>Time of its second half.</summary>
    public Duration Second { get; init; } = 150 * ms;

    /// <summary>Time over which spikes are counted to read the state; at most <see cref="Rest"/>.</summary>
    public Duration Read { get; init; } = 50 * ms;

    /// <summary>How often overlaps with all states are kept where a trace is asked for.</summary>
    public Duration Sample { get; init; } = 10 * ms;

    internal static void Check(SpikingProtocol protocol, Duration step)
    {
        (string Name, Duration Time)[] times =
            [(nameof(Rest), protocol.Rest), (nameof(First), protocol.First), (nameof(Second), protocol.Second), (nameof(Read), protocol.Read), (nameof(Sample), protocol.Sample)];
        foreach ((string name, Duration time) in times)
        {
            if (!(time >= step) || !double.IsFinite(time.SI))
                throw new ArgumentOutOfRangeException(nameof(protocol), $"{name} = {time} at a clock of {step}; give at least one step.");
        }

        if (protocol.Read > protocol.Rest)
            throw new ArgumentOutOfRangeException(nameof(protocol), $"spikes of {protocol.Read} at the end of a rest of {protocol.Rest}; give at most the rest.");
    }
}
