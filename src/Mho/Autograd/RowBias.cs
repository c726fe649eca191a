using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>One bias for each column of a row-major matrix, with the rectifier in the same pass, and the adjoints; shared by dense layers and convolutions.</summary>
internal static unsafe class RowBias
{
    // Rows in a forward chunk, columns in an adjoint chunk (one cache line of partial sums each), and the size below which one thread is faster.
    private const int Rows = 64, Columns = 16, Small = 1 << 15;

    /// <summary>y[rows × columns] ← activation(y + bias); a null bias is 0.</summary>
    public static void Forward(float* y, float* bias, int rows, int columns, Activation activation)
    {
        BiasWork work = new(y, bias, rows, columns, activation == Activation.Relu);
        Run((rows + Rows - 1) / Rows, work, (long)rows * columns);
    }

    /// <summary>g ← g where y &gt; 0, else 0.</summary>
    public static void MaskGradient(float* y, float* g, long count) => Elementwise.Run(new Mask(y, g), count);

    /// <summary>gradient[columns] (+)= Σ over rows of g, in row order.</summary>
    public static void Gradient(float* g, float* gradient, int rows, int columns, bool adds) =>
        Run((columns + Columns - 1) / Columns, new SumWork(g, gradient, rows, columns, adds), (long)rows * columns);

    private static void Run<TWork>(int chunks, TWork work, long size)
        where TWork : IChunkedWork
    {
        if (size > Small)
        {
            Workers.Run(chunks, work);
            return;
        }

        for (int chunk = 0; chunk < chunks; chunk++)
            work.Do(chunk, 0);
    }

    private readonly struct BiasWork(float* y, float* bias, int rows, int columns, bool relu) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            int from = chunk * Rows, to = Math.Min(from + Rows, rows);
            if (Vector512.IsHardwareAccelerated)
                Block<Lanes16>(from, to);
            else if (Vector256.IsHardwareAccelerated)
                Block<Lanes8>(from, to);
            else
                Block<Lane>(from, to);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Block<V>(int from, int to)
            where V : struct, ILanes<V>
        {
            for (int i = from; i < to; i++)
            {
                float* row = y + ((long)i * columns);
                int j = 0;
                for (; j <= columns - V.Width; j += V.Width)
                    At<V>(row, j);
                for (; j < columns; j++)
                    At<Lane>(row, j);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void At<V>(float* row, int j)
            where V : struct, ILanes<V>
        {
            V sum = V.Load(row + j);
            if (bias != null)
                sum += V.Load(bias + j);
            (relu ? V.Max(V.All(0), sum) : sum).Store(row + j);
        }
    }

    private readonly struct Mask(float* y, float* g) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V> => V.IfGreater(V.Load(y + i), V.All(0), V.Load(g + i), V.All(0)).Store(g + i);
    }

    private readonly struct SumWork(float* g, float* gradient, int rows, int columns, bool adds) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            int from = chunk * Columns;
            if (columns - from < Columns)
                Block<Lane>(from, columns);
            else if (Vector512.IsHardwareAccelerated)
                Block<Lanes16>(from, from + Columns);
            else if (Vector256.IsHardwareAccelerated)
                Block<Lanes8>(from, from + Columns);
            else
                Block<Lane>(from, from + Columns);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Block<V>(int from, int to)
            where V : struct, ILanes<V>
        {
            for (int j = from; j < to; j += V.Width)
            {
                V sum = adds ? V.Load(gradient + j) : V.All(0);
                for (int i = 0; i < rows; i++)
                    sum += V.Load(g + ((long)i * columns) + j);
                sum.Store(gradient + j);
            }
        }
    }
}
