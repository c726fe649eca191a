using Mho.Numerics;

namespace Mho.Vsa.Spiking;

/// <summary>Another recurrence whose sums come steps later: the latency of a closed loop through converters and a digital side.</summary>
public sealed class DelayedRecurrence : IRecurrence
{
    private readonly IRecurrence _inner;
    private readonly int[][] _underWay;
    private readonly int[] _counts;
    private readonly float[] _sizes;
    private int _at;

    /// <param name="inner">What carries the spikes.</param>
    /// <param name="steps">Steps that a spike waits; 0 or more.</param>
    public DelayedRecurrence(IRecurrence inner, int steps)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (steps is < 0 or > 10_000)
            throw new ArgumentOutOfRangeException(nameof(steps), $"a latency of {steps} steps; give 0 to 10,000.");
        (_inner, _counts, _sizes) = (inner, new int[steps + 1], new float[steps + 1]);
        _underWay = [.. Enumerable.Range(0, steps + 1).Select(_ => new int[inner.Length])];
    }

    /// <inheritdoc/>
    public int Length => _inner.Length;

    /// <inheritdoc/>
    public int Latency => _inner.Latency + _counts.Length - 1;

    /// <inheritdoc/>
    public void Begin(Key key)
    {
        _inner.Begin(key);
        _counts.AsSpan().Clear();
        _at = 0;
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<int> spikes, float size, Span<float> input)
    {
        spikes.CopyTo(_underWay[_at]);
        (_counts[_at], _sizes[_at]) = (spikes.Length, size);
        _at = _at + 1 == _counts.Length ? 0 : _at + 1;
        _inner.Send(_underWay[_at].AsSpan(0, _counts[_at]), _sizes[_at], input); // a spike counts for what it did when it was sent
    }
}
