using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>y = f(x) and ∂x = f'(x) ∂y for each element of tensors of one shape.</summary>
internal static unsafe class Pointwise<TFunction>
    where TFunction : struct, IPointwise
{
    public static void Forward(Tensor x, Tensor y) => Elementwise.Run(new Kernel(x.Data, y.Data), y.Shape.Count);

    public static void Backward(Tensor x, Tensor y, bool adds) => Elementwise.Run(new AdjointKernel(y.Data, y.Gradient, x.Gradient, adds), y.Shape.Count);

    private readonly struct Kernel(float* x, float* y) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V> => TFunction.Of(V.Load(x + i)).Store(y + i);
    }

    private readonly struct AdjointKernel(float* y, float* dy, float* dx, bool adds) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V> => TFunction.Adjoint(V.Load(y + i), V.Load(dy + i), adds ? V.Load(dx + i) : V.All(0)).Store(dx + i);
    }
}
