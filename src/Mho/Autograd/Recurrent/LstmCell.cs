using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Mho.Numerics;

namespace Mho.Autograd;

// One step of the cells of a block of sequences, and its adjoint, elementwise. Gates of one sequence lie side by side: i, j, f, o, each of units.
// With levels above 0 hidden states are rounded to codes: round(clip(h, −range, range) / range · levels) · range / levels, straight through backwards.
internal readonly unsafe struct LstmCell(int rows, int units, float range = 1, int levels = 0)
{
    // z holds the sums of the gates without bias, then the gates. Null pointers of the past stand for zeros.
    public void Forward(float* z, float* bias, float* past, float* state, float* squashed, float* hidden)
    {
        if (Avx512F.IsSupported)
            Forward<Lanes16>(z, bias, past, state, squashed, hidden);
        else if (Fma.IsSupported)
            Forward<Lanes8>(z, bias, past, state, squashed, hidden);
        else
            Forward<Lane>(z, bias, past, state, squashed, hidden);
    }

    // dz gets the gradients of the sums of the gates z. dState comes as the gradient from the future and goes as the one to the past.
    // Returns the gradient of the range.
    public double Backward(float* z, float* dz, float* past, float* squashed, float* dHidden, float* dState)
    {
        if (Avx512F.IsSupported)
            return Backward<Lanes16>(z, dz, past, squashed, dHidden, dState);
        return Fma.IsSupported ? Backward<Lanes8>(z, dz, past, squashed, dHidden, dState) : Backward<Lane>(z, dz, past, squashed, dHidden, dState);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forward<V>(float* z, float* bias, float* past, float* state, float* squashed, float* hidden)
        where V : struct, ILanes<V>
    {
        for (int row = 0; row < rows; row++)
        {
            float* gates = z + ((nint)row * 4 * units);
            nint at = (nint)row * units;
            int k = 0;
            for (; k <= units - V.Width; k += V.Width)
                Step<V>(gates + k, bias + k, past == null ? null : past + at + k, state + at + k, squashed + at + k, hidden + at + k);
            for (; k < units; k++)
                Step<Lane>(gates + k, bias + k, past == null ? null : past + at + k, state + at + k, squashed + at + k, hidden + at + k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step<V>(float* z, float* bias, float* past, float* state, float* squashed, float* hidden)
        where V : struct, ILanes<V>
    {
        V i = Elementary.Sigmoid(V.Load(z) + V.Load(bias)), j = Elementary.Tanh(V.Load(z + units) + V.Load(bias + units));
        V f = Elementary.Sigmoid(V.Load(z + (2 * units)) + V.Load(bias + (2 * units))), o = Elementary.Sigmoid(V.Load(z + (3 * units)) + V.Load(bias + (3 * units)));
        V c = i * j;
        if (past != null)
            c = V.MultiplyAdd(V.Load(past), f, c);
        V t = Elementary.Tanh(c);
        i.Store(z);
        j.Store(z + units);
        f.Store(z + (2 * units));
        o.Store(z + (3 * units));
        c.Store(state);
        t.Store(squashed);
        V h = t * o;
        if (levels > 0)
            h = V.Round(V.Min(V.All(range), V.Max(V.All(-range), h)) * V.All(levels / range)) * V.All(range / levels);
        h.Store(hidden);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Backward<V>(float* z, float* dz, float* past, float* squashed, float* dHidden, float* dState)
        where V : struct, ILanes<V>
    {
        V beyond = V.All(0);
        Lane tail = Lane.All(0);
        for (int row = 0; row < rows; row++)
        {
            float* gates = z + ((nint)row * 4 * units), slopes = dz + ((nint)row * 4 * units);
            nint at = (nint)row * units;
            int k = 0;
            for (; k <= units - V.Width; k += V.Width)
                Adjoint(gates + k, slopes + k, past == null ? null : past + at + k, squashed + at + k, dHidden + at + k, dState + at + k, ref beyond);
            for (; k < units; k++)
                Adjoint(gates + k, slopes + k, past == null ? null : past + at + k, squashed + at + k, dHidden + at + k, dState + at + k, ref tail);
        }

        float* lanes = stackalloc float[V.Width + 1];
        beyond.Store(lanes);
        tail.Store(lanes + V.Width);
        double sum = 0;
        for (int lane = 0; lane <= V.Width; lane++)
            sum += lanes[lane];
        return sum;
    }

    // s' = s (1 − s) for the logistic function, t' = 1 − t² for the hyperbolic tangent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Adjoint<V>(float* z, float* dz, float* past, float* squashed, float* dHidden, float* dState, ref V beyond)
        where V : struct, ILanes<V>
    {
        V one = V.All(1), i = V.Load(z), j = V.Load(z + units), f = V.Load(z + (2 * units)), o = V.Load(z + (3 * units));
        V t = V.Load(squashed), dh = V.Load(dHidden);
        if (levels > 0)
        {
            V h = t * o, top = V.All(range), bottom = V.All(-range), zero = V.All(0);
            beyond += V.IfGreater(top, h, zero, dh) - V.IfGreater(h, bottom, zero, dh);
            dh = V.IfGreater(h, bottom, V.IfGreater(top, h, dh, zero), zero);
        }

        V dc = V.MultiplyAdd(dh * o, one - (t * t), V.Load(dState));
        (dc * j * i * (one - i)).Store(dz);
        (dc * i * (one - (j * j))).Store(dz + units);
        (past == null ? V.All(0) : dc * V.Load(past) * f * (one - f)).Store(dz + (2 * units));
        (dh * t * o * (one - o)).Store(dz + (3 * units));
        (dc * f).Store(dState);
    }
}
