using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Mho.Numerics;
using Mho.Vsa.Hypervectors;

namespace Mho.Vsa.Spiking;

/// <summary>A network of <see cref="LeakyNeuron"/>s that holds the states of a machine, clocked.</summary>
/// <remarks>
/// In a step currents follow from u, A and the mask as they stand; membranes move; neurons at threshold spike; traces decay; spikes are sent on. One thread runs one network: run networks side by
/// side on many. Nothing is allocated once it has begun.
/// </remarks>
public sealed unsafe class SpikingAttractor : ISpikingNetwork
{
    // Neurons past the last one, which only fill a word, never come near the threshold.
    private const float Absent = -1e30f;

    private readonly LeakyNeuron _neuron;
    private readonly IRecurrence _recurrence;
    private readonly float[] _memory;
    private readonly int _padded, _ones;
    private readonly int[] _spiking;
    private readonly ulong[] _spikes, _mask;
    private readonly float _size, _synapseKeep;
    private readonly MembraneStep _step;
    private float _common;
    private Key _noise;
    private long _steps;

    /// <param name="recurrence">What carries spikes back.</param>
    /// <param name="ones">k, active neurons of a state.</param>
    /// <param name="neuron">Constants.</param>
    public SpikingAttractor(IRecurrence recurrence, int ones, LeakyNeuron? neuron = null)
    {
        ArgumentNullException.ThrowIfNull(recurrence);
        if (ones < 1 || ones > recurrence.Length)
            throw new ArgumentOutOfRangeException(nameof(ones), $"{ones} active neurons among {recurrence.Length}; give 1 to {recurrence.Length}.");
        (_recurrence, _ones, _neuron) = (recurrence, ones, neuron ?? new LeakyNeuron());
        LeakyNeuron.Check(_neuron);
        int words = Bipolar.WordsOf(Length);
        _padded = 64 * words;
        _memory = GC.AllocateArray<float>((5 * _padded) + 16, pinned: true);
        (_spiking, _spikes, _mask) = (new int[Length], new ulong[words], new ulong[words]);
        _size = (float)_neuron.SpikeSize(ones);
        _synapseKeep = (float)Math.Exp(-(_neuron.Step / _neuron.Synapse));
        float* rows = (float*)(((nint)Unsafe.AsPointer(ref _memory[0]) + 63) & ~63);
        _step = new()
        {
            Input = rows,
            Potential = rows + _padded,
            Silence = rows + (2 * _padded),
            Bias = rows + (3 * _padded),
            Noise = _neuron.CurrentNoise > 0 ? rows + (4 * _padded) : null,
            Excitation = (float)_neuron.Excitation,
            Sigma = (float)_neuron.CurrentNoise,
            Keep = (float)Math.Exp(-(_neuron.Step / _neuron.Membrane)),
            SynapseKeep = _synapseKeep,
            Floor = (float)_neuron.Floor,
            Refractory = _neuron.RefractorySteps,
        };
        Mask([]);
    }

    /// <inheritdoc/>
    public int Length => _recurrence.Length;

    /// <inheritdoc/>
    public Duration Step => _neuron.Step;

    /// <inheritdoc/>
    public ReadOnlySpan<ulong> Spikes => _spikes;

    /// <summary>v [N].</summary>
    public Span<float> Potentials => new(_step.Potential, Length);

    /// <summary>u [N].</summary>
    public Span<float> Inputs => new(_step.Input, Length);

    /// <summary>A.</summary>
    public float Activity { get; set; }

    /// <inheritdoc/>
    public void Begin(SparseBinary state, Key key)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Length != Length)
            throw new ArgumentException($"a state of {state.Length} components in a network of {Length} neurons; give both one length.", nameof(state));
        Silence(key);
        key["potentials"].FillUniform(Potentials);
        Activity = 1;

        // As many at a time as spike in a step, so that converters see what they see later; behind them the spikes of the last steps, which are still under way.
        int groups = Math.Max(1, (int)Math.Round(1 / (_neuron.NominalRate.SI * Step.SI)));
        for (int sent = 0; sent < groups + _recurrence.Latency; sent++)
        {
            int count = 0;
            for (int one = sent % groups; one < state.Count; one += groups)
                _spiking[count++] = state.Ones[one];
            _recurrence.Send(_spiking.AsSpan(0, count), sent < groups ? 1f / _ones : _size, Inputs);
        }
    }

    /// <summary>Puts the network at rest: nothing fires, nothing is under way.</summary>
    /// <param name="key">Draws the noise of the run.</param>
    public void Silence(Key key)
    {
        new Span<float>(_step.Input, 3 * _padded).Clear();
        _spikes.AsSpan().Clear();
        (Activity, _steps, _noise) = (0, 0, key["noise"]);
        _recurrence.Begin(key["recurrence"]);
        Mask([]);
    }

    /// <inheritdoc/>
    public void Advance(ReadOnlySpan<ulong> mask)
    {
        if (mask.IsEmpty ? !_mask.AsSpan().ContainsAnyExcept(ulong.MaxValue) : mask.SequenceEqual(_mask))
        {
            // As it was: M stands.
        }
        else
        {
            Mask(mask);
        }

        if (_step.Noise != null)
            _noise[_steps].FillNormal(new Span<float>(_step.Noise, Length));
        _steps++;
        _common = (float)(_neuron.Drive - (_neuron.Inhibition * Activity));
        MembraneStep step = _step;
        step.Common = _common;
        if (Avx512F.IsSupported)
            step.Run<Lanes16>(_spikes);
        else if (Fma.IsSupported)
            step.Run<Lanes8>(_spikes);
        else
            step.Run<Lane>(_spikes);
        int count = 0;
        for (int w = 0; w < _spikes.Length; w++)
        {
            for (ulong word = _spikes[w]; word != 0; word &= word - 1)
                _spiking[count++] = (w << 6) + BitOperations.TrailingZeroCount(word);
        }

        Activity = (Activity * _synapseKeep) + (count * _size);
        _recurrence.Send(_spiking.AsSpan(0, count), _size, Inputs);
    }

    private void Mask(ReadOnlySpan<ulong> mask)
    {
        if (!mask.IsEmpty && mask.Length != _mask.Length)
            throw new ArgumentException($"a mask of {mask.Length} words for {Length} neurons; give {_mask.Length}.", nameof(mask));
        if (mask.IsEmpty)
            _mask.AsSpan().Fill(ulong.MaxValue);
        else
            mask.CopyTo(_mask);
        for (int i = 0; i < _padded; i++)
            _step.Bias[i] = i >= Length ? Absent : (_mask[i >> 6] >> (i & 63) & 1) != 0 ? 0 : (float)_neuron.MaskCurrent;
    }
}
