using System.Numerics;
using Mho.Chips;
using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Spiking;

namespace Mho.Vsa.OnDevices;

/// <summary>Programmed arrays that carry a network's spikes: per step and tile the cells of neurons that spiked are summed, read with noise, converted; codes are added.</summary>
/// <remarks>
/// Read noise of a column is that of its driven cells, drawn once: exact in distribution for independent normal reads. Noise is drawn from the step and the tile, so a run is the same whatever ran
/// before it. It has scratch memory and the step of its run: one for each network that runs at a time (<see cref="Again"/>).
/// </remarks>
public sealed class DeviceRecurrence : IRecurrence
{
    private readonly DeviceArrays _arrays;
    private readonly SynapticRecurrence _sums, _variances;
    private readonly Synapses? _variance;
    private readonly float _offset;
    private readonly double _fullScale;
    private readonly float[] _sum, _noise, _normals;
    private Key _reads;
    private long _step;

    internal DeviceRecurrence(DeviceArrays arrays, Synapses weights, Synapses? variance, float offset, double fullScale)
    {
        (_arrays, Weights, _variance, _offset, _fullScale) = (arrays, weights, variance, offset, fullScale);
        _sums = new(weights);
        _variances = new(variance ?? weights);
        (_sum, _noise, _normals) = (new float[Length], new float[Length], new float[Length]);
    }

    /// <inheritdoc/>
    public int Length => Weights.Length;

    /// <summary>What the cells stand for, wires included; the diagonal too has cells.</summary>
    public Synapses Weights { get; }

    /// <summary>What every weight is too large by in the mean, and what is taken off for every spike.</summary>
    public double Offset => _offset;

    /// <summary>The same cells for another network.</summary>
    public DeviceRecurrence Again() => new(_arrays, Weights, _variance, _offset, _fullScale);

    /// <inheritdoc/>
    public void Begin(Key key) => (_reads, _step) = (key, 0);

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<int> spikes, float size, Span<float> input)
    {
        Key reads = _reads[_step++];
        int pairs = _arrays.Rows / 2;
        for (int from = 0, to; from < spikes.Length; from = to)
        {
            int tile = spikes[from] / pairs;
            for (to = from + 1; to < spikes.Length && spikes[to] / pairs == tile; to++)
            {
            }

            Read(spikes[from..to], tile, reads, size, input);
        }
    }

    private void Read(ReadOnlySpan<int> spikes, int tile, Key reads, float size, Span<float> input)
    {
        Span<float> sum = _sum;
        sum.Clear();
        _sums.Send(spikes, 1, sum);
        if (_variance is not null)
        {
            _noise.AsSpan().Clear();
            _variances.Send(spikes, 1, _noise);
            reads[tile].FillNormal(_normals);
            for (int i = 0; i < sum.Length; i++)
                sum[i] += MathF.Sqrt(_noise[i]) * _normals[i];
        }

        float largest = (float)_arrays.Adc.MaxCode, step = (float)(_fullScale / _arrays.Adc.MaxCode), offset = _offset * spikes.Length;
        CodeOrigin origin = _arrays.Adc.Origin;
        if (origin == CodeOrigin.Exact)
            (largest, step) = (0, 1);
        Convert(sum, input[..sum.Length], origin, 1 / step, largest, step * size, offset * size);
    }

    // Registers of any width give the same bytes: elements are independent and nothing is contracted.
    private static void Convert(Span<float> sums, Span<float> input, CodeOrigin origin, float steps, float largest, float each, float offset)
    {
        Vector<float> most = new(largest), half = new(0.5f);
        int i = 0;
        for (; i <= sums.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> code = new Vector<float>(sums[i..]) * steps;
            if (origin != CodeOrigin.Exact)
                code = Vector.Min(most, Vector.Max(-most, origin == CodeOrigin.StepEdge ? Vector.Truncate(code) : Vector.Floor(code) + half));
            (new Vector<float>(input[i..]) + ((code * each) - new Vector<float>(offset))).CopyTo(input[i..]);
        }

        for (; i < sums.Length; i++)
        {
            float code = sums[i] * steps;
            if (origin != CodeOrigin.Exact)
                code = MathF.Min(largest, MathF.Max(-largest, origin == CodeOrigin.StepEdge ? MathF.Truncate(code) : MathF.Floor(code) + 0.5f));
            input[i] += (code * each) - offset;
        }
    }
}
