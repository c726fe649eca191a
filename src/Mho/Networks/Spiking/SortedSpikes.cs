using System.Runtime.CompilerServices;
using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>Spike times [samples x inputs] to the share of its own interval during which each synapse conducts, and the spikes in the orders that <see cref="SpikeProduct"/> walks them.</summary>
/// <remarks>
/// A synapse conducts in no interval before its spike's and fully in all later ones, so this one share says as much as the whole row of <see cref="SpreadSpikes"/>.
/// Adjoint ∂t = −∂s/width of the interval.
/// </remarks>
public sealed unsafe class SortedSpikes : Operation, ISpikeIntervals
{
    /// <summary>Samples of a block of <see cref="Spikes"/>: fewer would read and write each gradient more often, more would not stay in the inner caches.</summary>
    internal const int Block = 8;

    private readonly DrawnIntervals _intervals;
    private readonly int _samples, _inputs;

    /// <summary>Intervals over the window 0 … <paramref name="window"/>.</summary>
    /// <param name="arena">The tape's memory.</param>
    /// <param name="times">[samples x inputs].</param>
    /// <param name="intervals">M of <see cref="TimeGrid"/>.</param>
    /// <param name="offset">Random draws t_off ~ U(0, Δτ) in each training pass; other passes have none.</param>
    /// <param name="window">End of the grid.</param>
    public SortedSpikes(Arena arena, Tensor times, int intervals, GridOffset offset, double window = 1)
        : base(new Tensor(arena, times.Shape, times.NeedsGradient), times)
    {
        (_samples, _inputs) = (times.Shape[0], times.Shape.Stride);
        _intervals = new DrawnIntervals(arena, intervals, offset, window);
        Places = (int*)arena.Take(times.Shape.Count);
        Order = (int*)arena.Take(times.Shape.Count);
        Starts = (int*)arena.Take((long)_samples * (Intervals + 2));
        if (!arena.KeepsGradients)
            return;
        Blocks = 1 + ((_samples - 1) / Block);
        Counts = (int*)arena.Take((long)Blocks * _inputs);
        Spikes = (PlacedSpike*)arena.Take((long)Blocks * _inputs * Block * (sizeof(PlacedSpike) / sizeof(float)));
    }

    /// <inheritdoc/>
    public int Intervals => _intervals.Count;

    /// <inheritdoc/>
    public TimeGrid Grid => _intervals.Grid;

    /// <summary>[samples x inputs] the interval of each spike; <see cref="Intervals"/> for silence.</summary>
    internal int* Places { get; }

    /// <summary>[samples x inputs] inputs by interval.</summary>
    internal int* Order { get; }

    /// <summary>[samples x (intervals + 2)] where in <see cref="Order"/> each interval's inputs begin, silence last, and their end.</summary>
    internal int* Starts { get; }

    /// <summary>How many blocks of samples there are.</summary>
    internal int Blocks { get; }

    /// <summary>[blocks x inputs] spikes of an input in the samples of a block; null where no gradients are kept.</summary>
    internal int* Counts { get; }

    /// <summary>[blocks x inputs x <see cref="Block"/>] the spikes themselves, by sample.</summary>
    internal PlacedSpike* Spikes { get; }

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        _intervals.Draw(step);
        SampleRows.Run(new Place(this), _samples, _inputs);
        Workers.Run(_samples, new Sort(this));
        if (Counts != null)
            Workers.Run(Blocks, new List(this));
    }

    /// <inheritdoc/>
    public override void Backward(in Step step) => SampleRows.Run(new Shift(this, Adds(0)), _samples, _inputs);

    // Where a time lies, without branches, which would follow the image and cost more than the arithmetic.
    private readonly struct Cut(SortedSpikes o)
    {
        private readonly float _offset = (float)o.Grid.Offset, _width = (float)o.Grid.Width, _last = o.Intervals - 1;
        private readonly float _inverse = o._intervals.Inverses[0], _lastEnd = o._intervals.Ends[o.Intervals - 1], _lastInverse = o._intervals.Inverses[o.Intervals - 1];

        // The interval m, the last one for silence too, and how much of it is left, at most 0 for silence.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Interval<V>(V time, out V left)
            where V : struct, ILanes<V>
        {
            // Where rounding chooses the neighbour of a spike at an interval's edge, a share of 0 or 1 says the same.
            V m = V.Round(V.MultiplyAdd(time + V.All(_offset), V.All(_inverse), V.All(-0.5f)));
            m = V.Min(V.All(_last), V.Max(V.All(0), m));
            left = (IfLast(m, V.All(_lastEnd), V.MultiplyAdd(m + V.All(1), V.All(_width), V.All(-_offset))) - time) * Inverse(m);
            return m;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V IfLast<V>(V m, V yes, V no)
            where V : struct, ILanes<V> => V.IfGreater(m, V.All(_last - 0.5f), yes, no);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Inverse<V>(V m)
            where V : struct, ILanes<V> => IfLast(m, V.All(_lastInverse), V.All(_inverse));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V IfBefore<V>(V time, V yes, V no)
            where V : struct, ILanes<V> => V.IfGreater(V.All(-_offset), time, yes, no);
    }

    private readonly struct Place(SortedSpikes o) : ISampleKernel
    {
        private readonly Cut _cut = new(o);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Do<V>(int sample, int from, int to)
            where V : struct, ILanes<V>
        {
            nint first = (nint)sample * o._inputs;
            float* t = o.Inputs[0].Data + first, share = o.Output.Data + first, place = (float*)(o.Places + first); // floats until sorted
            for (int j = from; j < to; j += V.Width)
            {
                V m = _cut.Interval(V.Load(t + j), out V left);
                V.Min(V.All(1), V.Max(V.All(0), left)).Store(share + j);
                V.IfGreater(left, V.All(0), m, _cut.IfLast(m, m + V.All(1), m)).Store(place + j);
            }
        }
    }

    // One sample: a counting sort by interval.
    private readonly struct Sort(SortedSpikes o) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            int inputs = o._inputs, intervals = o.Intervals;
            nint first = (nint)chunk * inputs;
            int* place = o.Places + first, order = o.Order + first, start = o.Starts + ((nint)chunk * (intervals + 2));
            float* placed = (float*)place;
            int* next = stackalloc int[intervals + 2];
            new Span<int>(next, intervals + 2).Clear();
            for (int j = 0; j < inputs; j++)
            {
                place[j] = (int)placed[j];
                next[place[j]]++;
            }

            int sum = 0;
            for (int m = 0; m <= intervals; m++)
            {
                start[m] = sum;
                sum += next[m];
                next[m] = start[m];
            }

            start[intervals + 1] = sum;
            for (int j = 0; j < inputs; j++)
                order[next[place[j]]++] = j;
        }
    }

    // One block of samples: who spikes, input by input.
    private readonly struct List(SortedSpikes o) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            int inputs = o._inputs, intervals = o.Intervals, from = chunk * Block, to = Math.Min(from + Block, o._samples);
            int* count = o.Counts + ((nint)chunk * inputs);
            new Span<int>(count, inputs).Clear();
            PlacedSpike* spikes = o.Spikes + ((nint)chunk * inputs * Block);
            for (int sample = from; sample < to; sample++)
            {
                int* place = o.Places + ((nint)sample * inputs);
                float* share = o.Output.Data + ((nint)sample * inputs);
                int row = (sample - from) * (intervals + 1);
                for (int j = 0; j < inputs; j++)
                {
                    // Written in any case, counted unless silent: there are no more than samples so far.
                    spikes[(j * Block) + count[j]] = new(row + place[j], share[j]);
                    count[j] += (place[j] - intervals) >>> 31;
                }
            }
        }
    }

    // Silence moves nothing, and a spike before the grid conducts all the time, wherever it moves there.
    private readonly struct Shift(SortedSpikes o, bool adds) : ISampleKernel
    {
        private readonly Cut _cut = new(o);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Do<V>(int sample, int from, int to)
            where V : struct, ILanes<V>
        {
            nint first = (nint)sample * o._inputs;
            float* t = o.Inputs[0].Data + first, dt = o.Inputs[0].Gradient + first, ds = o.Output.Gradient + first;
            for (int j = from; j < to; j += V.Width)
            {
                V time = V.Load(t + j), m = _cut.Interval(time, out V left), slope = V.IfGreater(left, V.All(0), _cut.Inverse(m), _cut.IfLast(m, V.All(0), _cut.Inverse(m)));
                slope = _cut.IfBefore(time, V.All(0), slope) * V.Load(ds + j);
                ((adds ? V.Load(dt + j) : V.All(0)) - slope).Store(dt + j);
            }
        }
    }
}
