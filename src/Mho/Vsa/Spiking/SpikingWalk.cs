using System.Numerics;
using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Hypervectors;
using Mho.Vsa.Machines;

namespace Mho.Vsa.Spiking;

/// <summary>What a spiking network did while it was given stimuli, beside what its machine does.</summary>
/// <remarks>A state is read as the k neurons with the most spikes at the end of every rest (<see cref="SpikingProtocol.Read"/>); neurons without a spike are not among them.</remarks>
/// <param name="Expected">The machine's own walk.</param>
/// <param name="Overlaps">Share of the expected state's neurons among those read [1 + stimuli].</param>
public sealed record SpikingWalk(Walk Expected, IReadOnlyList<double> Overlaps)
{
    /// <summary>The overlap above which the network counts as being in a state.</summary>
    public const double Threshold = 0.5;

    /// <summary>Rests in which the network was where the machine is.</summary>
    public int Right => Overlaps.Count(overlap => overlap > Threshold);

    /// <summary>All rests.</summary>
    public int Checks => Overlaps.Count;

    /// <summary>Whether it was there every time.</summary>
    public bool Complete => Right == Checks;

    /// <summary>Mean overlap with the expected state.</summary>
    public double MeanOverlap => Overlaps.Average();

    /// <summary>The state that the network was most in at the end of every rest; −1 where it was in none.</summary>
    public IReadOnlyList<int> Seen { get; init; } = [];

    /// <summary>Mean rate of the expected state's neurons while it was read, over rests that were right; 0 if none was.</summary>
    public Frequency ActiveRate { get; init; }

    /// <summary>Mean rate of all other neurons at those times; 0 if there are none.</summary>
    public Frequency OtherRate { get; init; }

    /// <summary>Time of the run.</summary>
    public Duration Time { get; init; }

    /// <summary>Time of a step of the clock.</summary>
    public Duration Step { get; init; }

    /// <summary>Overlap with every state, one row a <see cref="SpikingProtocol.Sample"/> [samples][states]; empty unless asked for.</summary>
    public IReadOnlyList<double[]> Trace { get; init; } = [];

    /// <summary>All spikes; empty unless asked for.</summary>
    public IReadOnlyList<Spike> Raster { get; init; } = [];

    /// <summary>Walks a network from the machine's first state.</summary>
    /// <param name="network">The network.</param>
    /// <param name="patterns">The vectors it was made of.</param>
    /// <param name="expected">Stimuli, and the machine's answers; stimuli the machine does not know are drawn.</param>
    /// <param name="protocol">How stimuli come.</param>
    /// <param name="key">Membranes at the beginning, noise, unknown stimuli.</param>
    /// <param name="trace">Whether spikes and overlaps are kept.</param>
    /// <param name="progress">Hears how many rests have passed.</param>
    public static SpikingWalk Run(ISpikingNetwork network, SparsePatterns patterns, Walk expected, SpikingProtocol protocol, Key key, bool trace = false, IProgressListener? progress = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(protocol);
        SpikingProtocol.Check(protocol, network.Step);
        if (patterns.Length != network.Length)
            throw new ArgumentException($"vectors of {patterns.Length} components for a network of {network.Length} neurons; give the ones it was made of.", nameof(patterns));
        if (expected.Machine.States.Count != patterns.States.Count)
            throw new ArgumentException($"a walk of a machine of {expected.Machine.States.Count} states on a network of {patterns.States.Count}; give a walk of the network's own machine.", nameof(expected));
        Clock clock = new(network, patterns, protocol, trace);
        double[] overlaps = new double[expected.States.Count];
        int[] seen = new int[overlaps.Length];
        double active = 0, others = 0;
        int right = 0;
        network.Begin(patterns.States[expected.States[0]], key["network"]);
        progress?.Begin("walking", overlaps.Length);
        for (int k = 0; k <= expected.Steps; k++)
        {
            clock.Run(protocol.Rest, []);
            SparseBinary state = patterns.States[expected.States[k]];
            (overlaps[k], seen[k]) = clock.Look(expected.States[k]);
            progress?.Advance(k + 1);
            if (overlaps[k] > Threshold)
            {
                (double own, double rest) = clock.Window.Sums(state);
                (active, others, right) = (active + own, others + rest, right + 1);
            }

            for (int half = 0; half < 2 && k < expected.Steps; half++)
            {
                Bipolar stimulus = expected.Stimuli[k] >= 0 ? patterns.Stimulus(expected.Stimuli[k], half) : Bipolar.Draw(key["unknown"][(2 * k) + half], network.Length, patterns.Passing);
                clock.Run(half == 0 ? protocol.First : protocol.Second, stimulus.Words);
            }
        }

        double neuronSeconds = right * clock.WindowSteps * network.Step.SI;
        return new(expected, overlaps)
        {
            Seen = seen,
            ActiveRate = new(right == 0 ? 0 : active / (neuronSeconds * patterns.Ones)),
            OtherRate = new(right == 0 ? 0 : others / (neuronSeconds * Math.Max(1, patterns.Length - patterns.Ones))),
            Time = clock.Steps * network.Step,
            Step = network.Step,
            Trace = clock.Trace,
            Raster = clock.Raster,
        };
    }

    private sealed class Clock
    {
        private readonly ISpikingNetwork _network;
        private readonly SparsePatterns _patterns;
        private readonly bool _trace;
        private readonly int _sample;

        public Clock(ISpikingNetwork network, SparsePatterns patterns, SpikingProtocol protocol, bool trace)
        {
            (_network, _patterns, _trace) = (network, patterns, trace);
            (WindowSteps, _sample) = (StepsOf(protocol.Read), StepsOf(protocol.Sample));
            Window = new(network.Length, WindowSteps);
        }

        public SpikeWindow Window { get; }

        public int WindowSteps { get; }

        public int Steps { get; private set; }

        public List<double[]> Trace { get; } = [];

        public List<Spike> Raster { get; } = [];

        public void Run(Duration time, ReadOnlySpan<ulong> mask)
        {
            for (int t = StepsOf(time); t > 0; t--)
            {
                _network.Advance(mask);
                Window.Add(_network.Spikes);
                if (_trace)
                    Keep();
                Steps++;
            }
        }

        // Overlap with a state, and the state with the greatest.
        public (double Overlap, int Seen) Look(int state)
        {
            int[] most = Window.Most(_patterns.Ones);
            int seen = Enumerable.Range(0, _patterns.States.Count).MaxBy(other => Overlap(most, _patterns.States[other]));
            return (Overlap(most, _patterns.States[state]), Overlap(most, _patterns.States[seen]) > Threshold ? seen : -1);
        }

        private static double Overlap(int[] most, SparseBinary state) => (double)SparseBinary.From(most, state.Length).Overlap(state) / state.Count;

        private int StepsOf(Duration time) => (int)Math.Round(time / _network.Step);

        private void Keep()
        {
            ReadOnlySpan<ulong> spikes = _network.Spikes;
            for (int w = 0; w < spikes.Length; w++)
            {
                for (ulong word = spikes[w]; word != 0; word &= word - 1)
                    Raster.Add(new(Steps, (w << 6) + BitOperations.TrailingZeroCount(word)));
            }

            if ((Steps + 1) % _sample == 0)
            {
                int[] most = Window.Most(_patterns.Ones);
                Trace.Add([.. _patterns.States.Select(state => Overlap(most, state))]);
            }
        }
    }
}
