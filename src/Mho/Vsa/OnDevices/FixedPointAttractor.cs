using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Hypervectors;
using Mho.Vsa.Spiking;

namespace Mho.Vsa.OnDevices;

/// <summary>The spiking network in whole numbers, as a digital neuromorphic chip computes it.</summary>
/// <remarks>
/// <code>
/// v ← trunc(v (2ᵈ − δ_v) / 2ᵈ) + c + b (+ m under a mask), not below −Θ;   spike at v ≥ Θ, then v = 0 and silence for t_ref
/// c ← trunc(c (2ᵈ − δ_s) / 2ᵈ) + 2ᵉ Σ_j w_ij over the neurons that spiked
/// </code>
/// w = round((W − g/J) / q), q so that the largest takes the largest weight; Θ = 2ᵉ 2ᵈ / (q J δ_v k⁻¹/(r0 τ_s)) puts c, b = I0 Θ δ_v / 2ᵈ and m into the units of v. Each is rounded once. The floor of
/// v is that of <see cref="LeakyNeuron"/>. Left out: axonal delays, the order in which cores work, packet traffic, how many weights fit a core.
/// </remarks>
public sealed class FixedPointAttractor : ISpikingNetwork
{
    private readonly LeakyNeuron _neuron;
    private readonly FixedPointFormat _format;
    private readonly sbyte[] _weights;
    private readonly int[] _synapse, _membrane, _silence, _spiking;
    private readonly ulong[] _spikes;
    private readonly int _synapseDecay, _membraneDecay, _bias, _mask, _floor, _refractory;
    private readonly double _sizeOfSpike;

    /// <param name="synapses">The weights wished.</param>
    /// <param name="ones">k, active neurons of a state.</param>
    /// <param name="neuron">Constants; current noise is not known here.</param>
    /// <param name="format">Numbers.</param>
    public FixedPointAttractor(Synapses synapses, int ones, LeakyNeuron? neuron = null, FixedPointFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        (Length, _neuron, _format) = (synapses.Length, neuron ?? new LeakyNeuron(), format ?? new FixedPointFormat());
        LeakyNeuron.Check(_neuron);
        if (_neuron.CurrentNoise > 0 || !(_neuron.Excitation > 0))
            throw new ArgumentOutOfRangeException(nameof(neuron), $"noise of {_neuron.CurrentNoise:G4} and excitation of {_neuron.Excitation:G4}; give none, and more than 0.");
        if (ones < 1 || ones > Length)
            throw new ArgumentOutOfRangeException(nameof(ones), $"{ones} active neurons among {Length}; give 1 to {Length}.");
        double clip = _format.Clip * synapses.Rms(), inhibition = _neuron.Inhibition / _neuron.Excitation, largest = 0;
        foreach (float weight in synapses.Weights)
            largest = Math.Max(largest, Math.Abs(Math.Clamp(weight, -clip, clip) - inhibition));
        double unit = largest / _format.LargestWeight;
        _weights = new sbyte[Length * Length];
        for (int i = 0; i < _weights.Length; i++)
            _weights[i] = (sbyte)Math.Round((Math.Clamp(synapses.Weights[i], -clip, clip) - inhibition) / unit);

        double one = 1 << _format.DecayBits;
        (_synapseDecay, _membraneDecay) = (_format.Decay(_neuron.Step, _neuron.Synapse), _format.Decay(_neuron.Step, _neuron.Membrane));
        _sizeOfSpike = _neuron.SpikeSize(ones);
        double threshold = (1 << _format.SynapseShift) * one / (unit * _neuron.Excitation * _sizeOfSpike * _membraneDecay);
        if (!(threshold >= 64) || threshold > _format.LargestState)
        {
            throw new ArgumentOutOfRangeException(nameof(format),
                $"the threshold comes to {threshold:E2}, and states reach {_format.LargestState:E2} in steps of 1; change SynapseShift (now {_format.SynapseShift}) so that it lies between 64 and that.");
        }

        Threshold = (int)Math.Min(Math.Round(threshold / 64) * 64, _format.LargestState);
        double current = Threshold * _membraneDecay / one;
        (_bias, _mask, _floor) = ((int)Math.Round(_neuron.Drive * current), (int)Math.Round(_neuron.MaskCurrent * current), (int)Math.Round(_neuron.Floor * Threshold));
        _refractory = _neuron.RefractorySteps;
        (_synapse, _membrane, _silence, _spiking) = (new int[Length], new int[Length], new int[Length], new int[Length]);
        _spikes = new ulong[Bipolar.WordsOf(Length)];
    }

    /// <inheritdoc/>
    public int Length { get; }

    /// <inheritdoc/>
    public Duration Step => _neuron.Step;

    /// <inheritdoc/>
    public ReadOnlySpan<ulong> Spikes => _spikes;

    /// <summary>Θ.</summary>
    public int Threshold { get; }

    /// <summary>v [N].</summary>
    public ReadOnlySpan<int> Potentials => _membrane;

    /// <inheritdoc/>
    public void Begin(SparseBinary state, Key key)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Length != Length)
            throw new ArgumentException($"a state of {state.Length} components in a network of {Length} neurons; give both one length.", nameof(state));
        _synapse.AsSpan().Clear();
        _silence.AsSpan().Clear();
        _spikes.AsSpan().Clear();
        Add(state.Ones);

        // A spike of each at the nominal rate leaves r0 τ_s of its size.
        double standing = _neuron.NominalRate.SI * _neuron.Synapse.SI;
        Key potentials = key["potentials"];
        for (int i = 0; i < Length; i++)
        {
            _synapse[i] = Saturated((long)Math.Round(_synapse[i] * standing));
            _membrane[i] = (int)(potentials.Uniform(i) * Threshold);
        }
    }

    /// <inheritdoc/>
    public void Advance(ReadOnlySpan<ulong> mask)
    {
        if (!mask.IsEmpty && mask.Length != _spikes.Length)
            throw new ArgumentException($"a mask of {mask.Length} words for {Length} neurons; give {_spikes.Length}.", nameof(mask));
        _spikes.AsSpan().Clear();
        int count = 0;
        for (int i = 0; i < Length; i++)
        {
            int current = _synapse[i];
            _synapse[i] = Decayed(current, _synapseDecay);
            if (_silence[i] > 0)
            {
                _silence[i]--;
                continue;
            }

            long silenced = mask.IsEmpty || (mask[i >> 6] >> (i & 63) & 1) != 0 ? 0 : _mask;
            int v = Math.Max(_floor, Saturated((long)Decayed(_membrane[i], _membraneDecay) + current + _bias + silenced));
            if (v >= Threshold)
            {
                (v, _silence[i]) = (0, _refractory);
                _spiking[count++] = i;
                _spikes[i >> 6] |= 1ul << (i & 63);
            }

            _membrane[i] = v;
        }

        Add(_spiking.AsSpan(0, count));
    }

    private void Add(ReadOnlySpan<int> spikes)
    {
        // Spikes of a step are summed before the state saturates: 46,000 of 127 · 2⁸ on a state of 28 bits stay within 32.
        foreach (int spike in spikes)
        {
            ReadOnlySpan<sbyte> row = _weights.AsSpan(spike * Length, Length);
            Span<int> sums = _synapse.AsSpan(0, row.Length);
            for (int i = 0; i < row.Length; i++)
                sums[i] += row[i] << _format.SynapseShift;
        }

        for (int i = 0; i < _synapse.Length; i++)
            _synapse[i] = Saturated(_synapse[i]);
    }

    private int Decayed(int state, int decay) => (int)((long)state * ((1 << _format.DecayBits) - decay) / (1L << _format.DecayBits)); // towards 0

    private int Saturated(long state) => (int)Math.Clamp(state, -_format.LargestState, _format.LargestState);
}
