using System.Buffers;
using Mho.Numerics;
using Mho.Vsa.Hypervectors;
using Mho.Vsa.Machines;

namespace Mho.Vsa.Attractors;

/// <summary>What a network did while it was given stimuli, beside what its machine does.</summary>
/// <param name="Expected">The machine's own walk.</param>
/// <param name="Overlaps">With the expected state in the middle of every free interval [1 + stimuli].</param>
/// <param name="Threshold">The overlap that counts as being there.</param>
public sealed record AttractorWalk(Walk Expected, IReadOnlyList<double> Overlaps, double Threshold)
{
    /// <summary>Free intervals in which the network was where the machine is.</summary>
    public int Right => Overlaps.Count(overlap => overlap > Threshold);

    /// <summary>Whether it was there every time.</summary>
    public bool Complete => Right == Overlaps.Count;

    /// <summary>The state that the network was most in, in the middle of every free interval; −1 where it was in none.</summary>
    public IReadOnlyList<int> Seen { get; init; } = [];

    /// <summary>How much each output was said when the first half of each stimulus had passed, and the network was in an edge state [stimuli][outputs].</summary>
    public IReadOnlyList<double[]> Heard { get; init; } = [];

    /// <summary>Overlap with every state after every step [steps][states]; empty unless asked for.</summary>
    public IReadOnlyList<double[]> Trace { get; init; } = [];

    /// <summary>How much each output was said after every step [steps][outputs]; empty unless asked for.</summary>
    public IReadOnlyList<double[]> Said { get; init; } = [];

    /// <summary>Walks a network from the machine's first state.</summary>
    /// <param name="network">The network.</param>
    /// <param name="expected">Stimuli, and the machine's answers.</param>
    /// <param name="protocol">How stimuli come.</param>
    /// <param name="key">Which neurons look when, and when components come; nothing is drawn in the synchronous protocol.</param>
    /// <param name="trace">Whether overlaps with all states are kept of every step.</param>
    public static AttractorWalk Run(IAttractor network, Walk expected, Protocol protocol, Key key, bool trace = false)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(protocol);
        if (expected.Machine.States.Count != network.States)
            throw new ArgumentException($"a walk of a machine of {expected.Machine.States.Count} states on a network of {network.States}; give a walk of the network's own machine.", nameof(expected));
        Clock clock = new(network, protocol, key, trace ? expected.Machine.Outputs.Count : -1);
        double[] overlaps = new double[expected.States.Count];
        int[] seen = new int[overlaps.Length];
        double[][] heard = [.. Enumerable.Range(0, expected.Steps).Select(_ => new double[expected.Machine.Outputs.Count])];
        network.Begin(expected.States[0]);
        for (int k = 0; k <= expected.Steps; k++)
        {
            clock.Free(protocol.Free / 2);
            overlaps[k] = network.Overlap(expected.States[k]);
            int most = Enumerable.Range(0, network.States).MaxBy(network.Overlap);
            seen[k] = network.Overlap(most) > network.Threshold ? most : -1;
            clock.Free(protocol.Free - (protocol.Free / 2));
            for (int half = 0; half < 2 && k < expected.Steps; half++)
            {
                if (expected.Stimuli[k] >= 0)
                    clock.Stimulate(network.Stimulus(expected.Stimuli[k], half));
                else
                    clock.Stimulate(Bipolar.Draw(key["unknown"][(2 * k) + half], network.Length, network.Passing));

                // An edge state holds when its first half ends and the second has not begun.
                for (int r = 0; half == 0 && r < heard[k].Length; r++)
                    heard[k][r] = network.Readout(r);
            }
        }

        return new(expected, overlaps, network.Threshold) { Seen = seen, Heard = heard, Trace = clock.Trace, Said = clock.Said };
    }

    private sealed class Clock(IAttractor network, Protocol protocol, Key key, int outputs)
    {
        private readonly ulong[] _updated = new ulong[protocol.Updated < 1 ? Bipolar.WordsOf(network.Length) : 0], _mask = new ulong[Bipolar.WordsOf(network.Length)];
        private readonly Key _updates = key["updates"], _arrivals = key["arrivals"];
        private int _step, _stimulus;
        private bool _settled;

        public List<double[]> Trace { get; } = [];

        public List<double[]> Said { get; } = [];

        public void Free(int steps)
        {
            for (int t = 0; t < steps; t++)
                Step([]);
        }

        public void Stimulate(Bipolar s)
        {
            Turn();
            if (protocol.Spread == 0)
            {
                for (int t = 0; t < protocol.Half; t++)
                    Step(s.Words);
                Turn();
                return;
            }

            Key arrivals = _arrivals[_stimulus++];
            int[] begins = [.. Enumerable.Range(0, s.Length).Select(i => arrivals.Integer(i, protocol.Spread + 1))];
            int[] ends = [.. Enumerable.Range(0, s.Length).Select(i => protocol.Spread + protocol.Half + arrivals.Integer(s.Length + i, protocol.Spread + 1))];
            for (int t = 0; t < protocol.Half + (2 * protocol.Spread); t++)
            {
                _mask.AsSpan().Clear();
                for (int i = 0; i < s.Length; i++)
                {
                    if (s[i] > 0 || t < begins[i] || t >= ends[i])
                        _mask[i >> 6] |= 1ul << (i & 63);
                }

                Turn();
                Step(_mask);
            }

            Turn();
        }

        // What drives the network is another from now on.
        private void Turn() => _settled = false;

        private void Step(ReadOnlySpan<ulong> mask)
        {
            if (protocol.Updated < 1)
                DrawUpdated();

            // A synchronous network that did not move will not move until something else drives it.
            if (!_settled)
                _settled = !network.Step(mask, _updated) && protocol.Updated == 1;
            _step++;
            if (outputs < 0)
                return;
            Trace.Add([.. Enumerable.Range(0, network.States).Select(network.Overlap)]);
            Said.Add([.. Enumerable.Range(0, outputs).Select(network.Readout)]);
        }

        private void DrawUpdated()
        {
            Key draws = _updates[_step];
            float[] uniform = ArrayPool<float>.Shared.Rent(network.Length);
            draws.FillUniform(uniform.AsSpan(0, network.Length));
            _updated.AsSpan().Clear();
            for (int i = 0; i < network.Length; i++)
                _updated[i >> 6] |= (uniform[i] < protocol.Updated ? 1ul : 0) << (i & 63);
            ArrayPool<float>.Shared.Return(uniform);
        }
    }
}
