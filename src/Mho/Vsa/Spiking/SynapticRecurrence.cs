using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Mho.Numerics;
using Mho.Vsa.Attractors;

namespace Mho.Vsa.Spiking;

/// <summary>Weights one by one: only those that leave neurons which spiked are read, so a step costs spikes × N.</summary>
/// <remarks>Spikes are taken four at a time, one after the other in every sum: the same bytes as one by one, and sums are read and written a quarter as often. It holds no state: networks may share it.</remarks>
public sealed unsafe class SynapticRecurrence : IRecurrence
{
    private readonly Synapses _synapses;

    /// <param name="synapses">The weights.</param>
    public SynapticRecurrence(Synapses synapses)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        _synapses = synapses;
    }

    /// <inheritdoc/>
    public int Length => _synapses.Length;

    /// <inheritdoc/>
    public void Begin(Key key)
    {
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<int> spikes, float size, Span<float> input)
    {
        // Rows are read and sums written through pointers.
        if (input.Length < Length)
            throw new ArgumentException($"sums of {input.Length} neurons for {Length}; give at least as many.", nameof(input));
        foreach (int spike in spikes)
        {
            if ((uint)spike >= (uint)Length)
                throw new ArgumentOutOfRangeException(nameof(spikes), $"neuron {spike} spiked, and there are {Length}; give 0 to {Length - 1}.");
        }

        if (Avx512F.IsSupported)
            Send<Lanes16>(spikes, size, input);
        else if (Fma.IsSupported)
            Send<Lanes8>(spikes, size, input);
        else
            Send<Lane>(spikes, size, input);
    }

    /// <summary>The same at a chosen width.</summary>
    internal void Send<V>(ReadOnlySpan<int> spikes, float size, Span<float> input)
        where V : struct, ILanes<V>
    {
        int length = Length, spike = 0;
        fixed (float* sums = input, weights = _synapses.Weights)
        {
            for (; spike + 4 <= spikes.Length; spike += 4)
                Add4<V>(sums, weights + ((nint)spikes[spike] * length), weights + ((nint)spikes[spike + 1] * length), weights + ((nint)spikes[spike + 2] * length), weights + ((nint)spikes[spike + 3] * length), size, length);
            for (; spike < spikes.Length; spike++)
                Add<V>(sums, weights + ((nint)spikes[spike] * length), size, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add4<V>(float* sums, float* a, float* b, float* c, float* d, float size, int length)
        where V : struct, ILanes<V>
    {
        V each = V.All(size);
        int i = 0;
        for (; i <= length - V.Width; i += V.Width)
        {
            V sum = V.MultiplyAdd(V.Load(b + i), each, V.MultiplyAdd(V.Load(a + i), each, V.Load(sums + i)));
            V.MultiplyAdd(V.Load(d + i), each, V.MultiplyAdd(V.Load(c + i), each, sum)).Store(sums + i);
        }

        for (; i < length; i++)
            sums[i] = MathF.FusedMultiplyAdd(d[i], size, MathF.FusedMultiplyAdd(c[i], size, MathF.FusedMultiplyAdd(b[i], size, MathF.FusedMultiplyAdd(a[i], size, sums[i]))));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<V>(float* sums, float* row, float size, int length)
        where V : struct, ILanes<V>
    {
        V each = V.All(size);
        int i = 0;
        for (; i <= length - V.Width; i += V.Width)
            V.MultiplyAdd(V.Load(row + i), each, V.Load(sums + i)).Store(sums + i);
        for (; i < length; i++)
            sums[i] = MathF.FusedMultiplyAdd(row[i], size, sums[i]);
    }
}
