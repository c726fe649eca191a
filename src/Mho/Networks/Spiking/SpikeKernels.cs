using System.Buffers;
using Mho.Autograd;
using Mho.Numerics;
using static Mho.Numerics.TileShape;

namespace Mho.Networks.Spiking;

/// <summary>The passes of <see cref="SpikeProduct"/> in one kind of register: cut into strips of a few registers of neurons, and these into groups of samples or inputs.</summary>
/// <remarks>Every output is one sum in a fixed order (of spikes forward, of samples in gradients) that no cut between threads changes.</remarks>
internal sealed unsafe class SpikeKernels<TLanes, TVector>
    where TLanes : struct, ITileLanes<TVector, float>
    where TVector : struct
{
    private const int Register = 16; // floats, the widest
    private const int Samples = 8, Inputs = 256; // of a group: each of inputs sums a strip's gradients anew

    // One entry for each strip: index 2 (registers − 1) + (last register cut ? 1 : 0).
    private static readonly delegate*<float*, nint, int*, int*, float*, float*, float*, int, float*, int, void>[] Sums =
    [
        &SpikeStrip<TLanes, TVector>.Sum<Whole1>, &SpikeStrip<TLanes, TVector>.Sum<Cut1>, &SpikeStrip<TLanes, TVector>.Sum<Whole2>, &SpikeStrip<TLanes, TVector>.Sum<Cut2>,
        &SpikeStrip<TLanes, TVector>.Sum<Whole3>, &SpikeStrip<TLanes, TVector>.Sum<Cut3>, &SpikeStrip<TLanes, TVector>.Sum<Whole4>, &SpikeStrip<TLanes, TVector>.Sum<Cut4>,
    ];

    private static readonly delegate*<PlacedSpike*, int*, int, float*, float*, float*, nint, int, bool, void>[] Gradients =
    [
        &SpikeStrip<TLanes, TVector>.Gather<Whole1>, &SpikeStrip<TLanes, TVector>.Gather<Cut1>, &SpikeStrip<TLanes, TVector>.Gather<Whole2>, &SpikeStrip<TLanes, TVector>.Gather<Cut2>,
        &SpikeStrip<TLanes, TVector>.Gather<Whole3>, &SpikeStrip<TLanes, TVector>.Gather<Cut3>, &SpikeStrip<TLanes, TVector>.Gather<Whole4>, &SpikeStrip<TLanes, TVector>.Gather<Cut4>,
    ];

    private readonly SortedSpikes _spikes;
    private readonly Tensor _shares, _kernel, _drives, _rates;
    private readonly int _samples, _inputs, _neurons, _intervals;
    private readonly Partition _strips; // of registers
    private readonly float* _slopes;    // 1/E⁺, 1/E⁻

    public SpikeKernels(Arena arena, SortedSpikes spikes, Tensor kernel, Tensor drives, Tensor rates, ReversalPotentials reversal)
    {
        (_spikes, _shares, _kernel, _drives, _rates) = (spikes, spikes.Output, kernel, drives, rates);
        (_samples, _inputs, _neurons, _intervals) = (_shares.Shape[0], kernel.Shape[0], kernel.Shape[1], spikes.Intervals);
        _strips = new Partition(1 + ((_neurons - 1) / TLanes.Count), SpikeStrip<TLanes, TVector>.Registers);
        _slopes = arena.Take(2);
        (_slopes[0], _slopes[1]) = ((float)reversal.Slopes.Positive, (float)reversal.Slopes.Negative);
    }

    public void Forward() => Workers.Run(_strips.Parts * Groups(_samples, Samples), new SumWork(this));

    /// <summary>Overwrites the gradients of both results.</summary>
    public void Backward(bool addsShares, bool addsKernel)
    {
        Workers.Run(_samples, new SampleWork(this, addsShares));
        if (_kernel.NeedsGradient)
            Workers.Run(_strips.Parts * Groups(_inputs, Inputs), new KernelWork(this, addsKernel));
    }

    private static int Groups(int length, int size) => 1 + ((length - 1) / size);

    // A strip's first neuron and how many lanes of its last register are neurons; the entry of the tables for it.
    private int Shape(int strip, out int column, out int lanes)
    {
        column = _strips.Start(strip) * TLanes.Count;
        int registers = _strips.Size(strip), last = column + ((registers - 1) * TLanes.Count);
        lanes = Math.Min(TLanes.Count, _neurons - last);
        return (2 * (registers - 1)) + (lanes < TLanes.Count ? 1 : 0);
    }

    // Neighbouring chunks read the same columns of the weights.
    private readonly struct SumWork(SpikeKernels<TLanes, TVector> o) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            int groups = Groups(o._samples, Samples), from = chunk % groups * Samples, to = Math.Min(from + Samples, o._samples);
            int shape = o.Shape(chunk / groups, out int column, out int lanes);
            for (int sample = from; sample < to; sample++)
            {
                nint first = (nint)sample * o._inputs, row = (nint)sample * o._intervals, result = (row * o._neurons) + column;
                int* order = o._spikes.Order + first, starts = o._spikes.Starts + row + (2 * sample);
                Sums[shape](o._kernel.Data + column, o._neurons, order, starts, o._shares.Data + first, o._drives.Data + result, o._rates.Data + result, o._intervals, o._slopes, lanes);
            }
        }
    }

    // A sample's gradients stay in the first cache while the weights pass by in their order.
    private readonly struct SampleWork(SpikeKernels<TLanes, TVector> o, bool adds) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            nint row = (nint)chunk * o._intervals * o._neurons, first = (nint)chunk * o._inputs;
            float* drives = o._drives.Gradient + row, rates = o._rates.Gradient + row;
            int width = o._intervals * o._neurons;
            SampleRows.One(new SignedGradients(drives, rates, width, o._slopes[0], o._slopes[1]), 0, width);
            if (o._shares.NeedsGradient)
                SpikeStrip<TLanes, TVector>.Dots(o._kernel.Data, drives, rates, o._spikes.Places + first, o._shares.Gradient + first, o._inputs, o._neurons, o._intervals, adds);
        }
    }

    // D of a block of samples [samples x (intervals + 1) x strip of P, strip of N] stays in the second cache while the inputs' spikes pass by; a sample's last row is 0.
    private readonly struct KernelWork(SpikeKernels<TLanes, TVector> o, bool adds) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            int groups = Groups(o._inputs, Inputs), from = chunk % groups * Inputs, count = Math.Min(Inputs, o._inputs - from), strip = chunk / groups;
            int shape = o.Shape(strip, out int column, out int lanes), registers = o._strips.Size(strip), sample = (o._intervals + 1) * SpikeStrip<TLanes, TVector>.Row(registers);
            nint corner = ((nint)from * o._neurons) + column;
            float[] rented = ArrayPool<float>.Shared.Rent((SortedSpikes.Block * sample) + Register);
            fixed (float* memory = rented)
            {
                float* later = (float*)(((nint)memory + (sizeof(float) * Register) - 1) & -(sizeof(float) * Register));
                for (int block = 0; block < o._spikes.Blocks; block++)
                {
                    int start = block * SortedSpikes.Block, samples = Math.Min(SortedSpikes.Block, o._samples - start);
                    for (int i = 0; i < samples; i++)
                    {
                        nint row = ((nint)(start + i) * o._intervals * o._neurons) + column;
                        SpikeStrip<TLanes, TVector>.SumBackwards(o._drives.Gradient + row, o._rates.Gradient + row, o._neurons, later + (i * sample), o._intervals, registers);
                    }

                    nint first = ((nint)block * o._inputs) + from;
                    Gradients[shape](
                        o._spikes.Spikes + (first * SortedSpikes.Block), o._spikes.Counts + first, count, later, o._kernel.Data + corner, o._kernel.Gradient + corner, o._neurons, lanes, adds || block > 0);
                }
            }

            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
