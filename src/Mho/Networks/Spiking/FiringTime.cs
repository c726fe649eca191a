using System.Runtime.CompilerServices;
using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>Spike times within the firing phase from potentials: <see cref="FiringPhase"/> of every element; clip(1 − v, 0, 1) for an ideal discharger.</summary>
public sealed unsafe class FiringTime : Operation
{
    private readonly float _slope;

    /// <summary>Of potentials of any shape.</summary>
    /// <param name="arena">The tape's memory.</param>
    /// <param name="potentials">v at the end of the accumulation phase.</param>
    /// <param name="slope">b of the discharger.</param>
    public FiringTime(Arena arena, Tensor potentials, double slope)
        : base(new Tensor(arena, potentials.Shape, potentials.NeedsGradient), potentials) => _slope = (float)slope;

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        if (_slope == 0)
            Elementwise.Run(new Ideal(Inputs[0].Data, Output.Data), Output.Shape.Count);
        else
            Workers.Run(Output.Shape[0], new Real(Inputs[0].Data, Output.Data, null, Output.Shape.Stride, _slope, false));
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        if (_slope == 0)
            Elementwise.Run(new IdealAdjoint(Inputs[0].Data, Inputs[0].Gradient, Output.Gradient, Adds(0)), Output.Shape.Count);
        else
            Workers.Run(Output.Shape[0], new Real(Inputs[0].Data, Inputs[0].Gradient, Output.Gradient, Output.Shape.Stride, _slope, Adds(0)));
    }

    private readonly struct Ideal(float* v, float* t) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V> => V.Min(V.All(1), V.Max(V.All(0), V.All(1) - V.Load(v + i))).Store(t + i);
    }

    private readonly struct IdealAdjoint(float* v, float* dv, float* dt, bool adds) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V>
        {
            V potential = V.Load(v + i), inside = V.IfGreater(potential, V.All(0), V.IfGreater(V.All(1), potential, V.All(0) - V.Load(dt + i), V.All(0)), V.All(0));
            (adds ? V.Load(dv + i) + inside : inside).Store(dv + i);
        }
    }

    // Forward without a gradient of t, else its adjoint.
    private readonly struct Real(float* v, float* to, float* dt, int width, float slope, bool adds) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            for (nint i = (nint)chunk * width; i < (nint)(chunk + 1) * width; i++)
                to[i] = dt == null ? FiringPhase.SpikeTime(v[i], slope) : (adds ? to[i] : 0) + (dt[i] * FiringPhase.Derivative(v[i], slope));
        }
    }
}
