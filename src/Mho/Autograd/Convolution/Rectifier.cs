using System.Numerics;

namespace Mho.Autograd;

// max(0, x) and its adjoint over contiguous floats.
internal static unsafe class Rectifier
{
    // dx = dy where y > 0, else 0.
    public static void Backward(float* y, float* dy, float* dx, int count)
    {
        int i = 0;
        for (; i + Vector<float>.Count <= count; i += Vector<float>.Count)
        {
            Vector<int> positive = Vector.GreaterThan(Vector.Load(y + i), Vector<float>.Zero);
            Vector.ConditionalSelect(positive, Vector.Load(dy + i), Vector<float>.Zero).Store(dx + i);
        }

        for (; i < count; i++)
            dx[i] = y[i] > 0 ? dy[i] : 0;
    }
}
