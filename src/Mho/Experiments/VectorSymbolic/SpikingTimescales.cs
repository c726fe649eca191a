using Mho.Numerics;
using Mho.Vsa.Machines;
using Mho.Vsa.Spiking;
using static Mho.Units;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>How long do spiking networks hold a state, how short may stimuli be, and how fast may they come?</summary>
/// <remarks>
/// Four questions to the same networks: walks with halves of several lengths; a state held without input; over a span of time stimuli arriving at several rates that no edge takes, so that the
/// state must stay; and as many that edges take. Keys: network n draws from <c>run["network"][n]</c> (<see cref="ReferenceNetwork"/>).
/// After M. Cotteret et al., Neuromorph. Comput. Eng. 5, 014008 (2025), whose times were not at hand.
/// </remarks>
[Model("spiking-timescales", Source = "M. Cotteret et al., Neuromorph. Comput. Eng. 5, 014008 (2025), doi 10.1088/2634-4386/ada851")]
public sealed record SpikingTimescales : IExperiment
{
    // A rest shorter than this leaves nothing to read.
    private static readonly Duration LeastRest = 20 * ms;

    /// <inheritdoc/>
    public string Name { get; init; } = "spiking-timescales";

    /// <summary>The one number that all random numbers follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Machines, networks, walks.</summary>
    public ReferenceNetwork Network { get; init; } = new();

    /// <summary>Networks, each of another machine.</summary>
    public int Networks
    {
        get;
        init => field = value is >= 1 and <= 10_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} networks; give 1 to 10000.");
    }
    = 16;

    /// <summary>Lengths of each half of a stimulus, rising, with stimuli balanced and as drawn.</summary>
    public IReadOnlyList<Duration> Halves { get; init => field = Rising(value, "halves"); } = [30 * ms, 40 * ms, 50 * ms, 60 * ms, 80 * ms, 100 * ms, 120 * ms, 150 * ms];

    /// <summary>Times for which a state is held without input, rising.</summary>
    public IReadOnlyList<Duration> Holds { get; init => field = Rising(value, "holds"); } = [150 * ms, 1 * s, 10 * s, 30 * s];

    /// <summary>Stimuli a second, rising.</summary>
    public IReadOnlyList<Frequency> Rates { get; init => field = RisingRates(value); } = [new(0.2), new(0.5), new(1), new(2), new(2.5), new(3)];

    /// <summary>For how long stimuli arrive.</summary>
    public Duration Span
    {
        get;
        init => field = value.SI is > 0 and <= 10_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"stimuli for {value}; give more than 0 s, at most 10000 s.");
    }
    = 12 * s;

    /// <summary>Length of each half of those stimuli.</summary>
    public Duration Half
    {
        get;
        init => field = value.SI is > 0 and <= 10 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"halves of {value}; give more than 0 s, at most 10 s.");
    }
    = 150 * ms;

    /// <inheritdoc/>
    public Report Run(RunFolder folder, IProgressListener progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(progress);
        SpikingProtocol[] protocols = [.. Rates.Select(At)];
        Key run = new Key(Seed)["network"];
        WalkPoints points = new(folder, progress, (2 * Halves.Count) + Holds.Count + (2 * Rates.Count), cancel);
        return TimescalesReporting.Of(this,
            [.. Halves.Select((half, i) => points.Of($"balanced-{i}", $"halves of {half}, balanced", Networks, n => Network.Walk(run[n], true, new() { First = half, Second = half })))],
            [.. Halves.Select((half, i) => points.Of($"drawn-{i}", $"halves of {half}, as drawn", Networks, n => Network.Walk(run[n], false, new() { First = half, Second = half })))],
            [.. Holds.Select((hold, i) => points.Of($"held-{i}", $"held for {hold}", Networks, n => Network.Walk(run[n], true, Held(hold), stimuli: machine => machine.RandomWalk(1, run[n]["walk"]))))],
            [.. Rates.Select((rate, i) => points.Of($"ignored-{i}", $"{rate}, no edge", Networks, n => Network.Walk(run[n], true, protocols[i], stimuli: machine => Ignored(machine, Count(rate), run[n]["ignored"]))))],
            [.. Rates.Select((rate, i) => points.Of($"taken-{i}", $"{rate}, edges", Networks, n => Network.Walk(run[n], true, protocols[i], stimuli: machine => machine.RandomWalk(Count(rate), run[n]["walk"]))))]);
    }

    /// <summary>Stimuli that arrive in the span at a rate.</summary>
    internal int Count(Frequency rate) => Math.Max(1, (int)Math.Round(Span.SI * rate.SI));

    private static SpikingProtocol Held(Duration hold) => new() { Rest = hold, Read = hold < 50 * ms ? hold : 50 * ms };

    private SpikingProtocol At(Frequency rate)
    {
        // Whole steps of the clock.
        double step = Network.Neuron.Step.SI;
        Duration rest = new(Math.Round(((1 / rate.SI) - (2 * Half.SI)) / step) * step);
        if (!(rest >= LeastRest))
            throw new ArgumentOutOfRangeException(nameof(rate), $"at {rate} two halves of {Half} leave {rest} of rest, and {LeastRest} are needed to read a state; give slower rates or shorter halves.");
        return new() { Rest = rest, First = Half, Second = Half, Read = rest < 50 * ms ? rest : 50 * ms };
    }

    // Stimuli that the first state does not take; where it takes all, ones that the machine does not know.
    private static Walk Ignored(StateMachine machine, int count, Key key)
    {
        int[] others = [.. Enumerable.Range(0, machine.Stimuli.Count).Where(stimulus => machine.Next(machine.StartIndex, stimulus) < 0).DefaultIfEmpty(-1)];
        return machine.Follow(Enumerable.Range(0, count).Select(k => others[key.Integer(k, others.Length)]));
    }

    private static IReadOnlyList<Frequency> RisingRates(IReadOnlyList<Frequency> rates)
    {
        Rising([.. (rates ?? throw new ArgumentNullException(nameof(rates))).Select(rate => new Duration(rate.SI))], "rates");
        return rates;
    }

    private static IReadOnlyList<Duration> Rising(IReadOnlyList<Duration> times, string what)
    {
        ArgumentNullException.ThrowIfNull(times);
        for (int i = 0; i < times.Count; i++)
        {
            if (!(times[i].SI > (i == 0 ? 0 : times[i - 1].SI)) || !double.IsFinite(times[i].SI))
                throw new ArgumentOutOfRangeException(nameof(times), $"number {i + 1} of the {what} is not above {(i == 0 ? "0" : "the one before")}; give them in rising order.");
        }

        return times.Count > 0 ? times : throw new ArgumentException($"no {what} are given; give at least one.", nameof(times));
    }
}
