using System.Runtime.CompilerServices;
using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>Potentials at the end of the window [samples x …] from the coefficients f and g of each interval [samples·intervals x …].</summary>
/// <remarks>
/// v ← e v + g φ with x = (f + α) d, e = exp(−x), φ = d r(x), r(x) = (1 − e)/x, and its adjoint λ ← e λ, ∂g = λ φ, ∂f = λ d (g d r′(x) − e v): the equations of <see cref="Trajectory"/> in
/// registers of floats. The backward pass solves forward again and remembers in the first cache.
/// </remarks>
public sealed unsafe class MembraneCharge : Operation
{
    private readonly ISpikeIntervals _spikes;
    private readonly int _samples, _width;
    private readonly float _leak;
    private readonly float* _durations;

    /// <summary>Follows every membrane to the end.</summary>
    /// <param name="arena">The tape's memory.</param>
    /// <param name="drives">g.</param>
    /// <param name="rates">f without the leak, ≥ 0.</param>
    /// <param name="spikes">Whose intervals these are.</param>
    /// <param name="leak">α.</param>
    public MembraneCharge(Arena arena, Tensor drives, Tensor rates, ISpikeIntervals spikes, double leak = 0)
        : base(IntervalShape.Output(arena, drives, rates, spikes), drives, rates)
    {
        (_spikes, _samples, _width, _leak) = (spikes, Output.Shape[0], Output.Shape.Stride, (float)leak);
        _durations = arena.Take(spikes.Intervals);
    }

    /// <inheritdoc/>
    public override bool OverwritesInputs => true;

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        for (int m = 0; m < _spikes.Intervals; m++)
            _durations[m] = (float)_spikes.Grid.Duration(m);
        SampleRows.Run(new Charge(Inputs[0].Data, Inputs[1].Data, Output.Data, _durations, _spikes.Intervals, _width, _leak), _samples, _width);
    }

    /// <inheritdoc/>
    public override void Backward(in Step step) => SampleRows.Run(
        new Adjoint(Inputs[0], Inputs[1], Output.Gradient, _durations, _spikes.Intervals, _width, _leak, Adds(0), Adds(1)), _samples, _width);

    // e = exp(−x) and r(x) = (1 − e)/x, exact to rounding for x → 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Relax<V>(V x, out V mean)
        where V : struct, ILanes<V>
    {
        V less = V.All(0) - Elementary.Expm1(V.All(0) - x);
        mean = V.IfGreater(x, V.All(1e-30f), less / x, V.All(1));
        return V.All(1) - less;
    }

    // r′(x) = (e − r)/x, or its series where the difference has lost its digits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Slope<V>(V x, V e, V mean)
        where V : struct, ILanes<V>
    {
        V series = V.MultiplyAdd(x, V.All(1f / 5760), V.All(-1f / 840));
        series = V.MultiplyAdd(series, x, V.All(1f / 144));
        series = V.MultiplyAdd(series, x, V.All(-1f / 30));
        series = V.MultiplyAdd(series, x, V.All(1f / 8));
        series = V.MultiplyAdd(series, x, V.All(-1f / 3));
        series = V.MultiplyAdd(series, x, V.All(1f / 2));
        return V.IfGreater(x, V.All(0.3f), (e - mean) / x, V.All(0) - series);
    }

    private readonly struct Charge(float* drives, float* rates, float* potentials, float* durations, int intervals, int width, float leak) : ISampleKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Do<V>(int sample, int from, int to)
            where V : struct, ILanes<V>
        {
            nint first = (nint)sample * intervals * width;
            for (int i = from; i < to; i += V.Width)
            {
                V v = V.All(0);
                float* g = drives + first + i, f = rates + first + i;
                for (int m = 0; m < intervals; m++, g += width, f += width)
                {
                    V d = V.All(durations[m]), e = Relax((V.Load(f) + V.All(leak)) * d, out V mean);
                    v = V.MultiplyAdd(e, v, V.Load(g) * d * mean);
                }

                v.Store(potentials + ((nint)sample * width) + i);
            }
        }
    }

    private readonly struct Adjoint(Tensor drives, Tensor rates, float* dPotentials, float* durations, int intervals, int width, float leak, bool addsDrives, bool addsRates) : ISampleKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Do<V>(int sample, int from, int to)
            where V : struct, ILanes<V>
        {
            float* states = stackalloc float[3 * V.Width * intervals];
            nint first = (nint)sample * intervals * width;
            for (int i = from; i < to; i += V.Width)
            {
                V v = V.All(0);
                float* g = drives.Data + first + i, f = rates.Data + first + i, kept = states;
                for (int m = 0; m < intervals; m++, g += width, f += width, kept += 3 * V.Width)
                {
                    V d = V.All(durations[m]), e = Relax((V.Load(f) + V.All(leak)) * d, out V mean);
                    v.Store(kept);
                    e.Store(kept + V.Width);
                    mean.Store(kept + (2 * V.Width));
                    v = V.MultiplyAdd(e, v, V.Load(g) * d * mean);
                }

                V costate = V.Load(dPotentials + ((nint)sample * width) + i);
                for (int m = intervals - 1; m >= 0; m--)
                {
                    nint at = first + ((nint)m * width) + i;
                    kept -= 3 * V.Width;
                    V d = V.All(durations[m]), e = V.Load(kept + V.Width), mean = V.Load(kept + (2 * V.Width)), scaled = costate * d;
                    V drive = V.Load(drives.Data + at), rate = V.Load(rates.Data + at); // before either gradient may take its place
                    if (drives.Gradient != null)
                        Put(drives.Gradient + at, scaled * mean, addsDrives);
                    if (rates.Gradient != null)
                        Put(rates.Gradient + at, scaled * ((drive * d * Slope((rate + V.All(leak)) * d, e, mean)) - (e * V.Load(kept))), addsRates);
                    costate *= e;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Put<V>(float* to, V value, bool adds)
            where V : struct, ILanes<V> => (adds ? V.Load(to) + value : value).Store(to);
    }
}
