using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>∂g and ∂f in place to what a positive and what a negative weight gets of them: ∂g + ∂f/E⁺ and ∂g + ∂f/E⁻.</summary>
internal readonly unsafe struct SignedGradients(float* drives, float* rates, int width, float positive, float negative) : ISampleKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Do<V>(int sample, int from, int to)
        where V : struct, ILanes<V>
    {
        for (nint i = ((nint)sample * width) + from, end = ((nint)sample * width) + to; i < end; i += V.Width)
        {
            V drive = V.Load(drives + i), rate = V.Load(rates + i);
            V.MultiplyAdd(rate, V.All(positive), drive).Store(drives + i);
            V.MultiplyAdd(rate, V.All(negative), drive).Store(rates + i);
        }
    }
}
