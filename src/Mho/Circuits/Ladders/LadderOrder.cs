using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mho.Circuits.Ladders;

/// <summary>Carries arrays of one number a cell, row after row, to the kernels' orders and back: blocks of word lines turned, and strips of bit lines.</summary>
/// <remarks>In squares of as many rows and columns as a register holds. Whole squares of real numbers lie in rows as in registers; others go by way of a square that does.</remarks>
internal static unsafe class LadderOrder<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>One block of rows, turned: <paramref name="turned"/> [column][lane]. Lanes without a row are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Turn(LadderShape s, int block, ReadOnlySpan<T> rows, double* turned)
    {
        int first = block * TLanes.Width, lanes = Math.Min(TLanes.Width, s.Rows - first), register = TLanes.Width * TLanes.Parts;
        double* square = stackalloc double[TLanes.Width * register];
        new Span<double>(square, TLanes.Width * register).Clear();
        fixed (T* start = rows)
        {
            for (int j = 0; j < s.Columns; j += TLanes.Width)
            {
                T* from = start + ((long)first * s.Columns) + j;
                double* to = turned + ((nint)j * register);
                if (Whole(s, lanes, j))
                {
                    TLanes.Transpose((double*)from, s.Columns, to, register);
                    continue;
                }

                int columns = Math.Min(TLanes.Width, s.Columns - j);
                for (int lane = 0; lane < lanes; lane++)
                    TLanes.Spread(new ReadOnlySpan<T>(from + ((long)lane * s.Columns), columns), square + (lane * register));
                TLanes.Transpose(square, register, to, register);
            }
        }
    }

    /// <summary>The way back of <see cref="Turn"/>, perhaps with the sign changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TurnBack(LadderShape s, int block, double* turned, Span<T> rows, bool negate)
    {
        int first = block * TLanes.Width, lanes = Math.Min(TLanes.Width, s.Rows - first), register = TLanes.Width * TLanes.Parts;
        double* square = stackalloc double[TLanes.Width * register];
        fixed (T* start = rows)
        {
            for (int j = 0; j < s.Columns; j += TLanes.Width)
            {
                T* to = start + ((long)first * s.Columns) + j;
                double* from = turned + ((nint)j * register);
                for (int k = 0; negate && k < TLanes.Width; k++)
                    TLanes.Negate(TLanes.Load(from + (k * register))).Store(from + (k * register));
                if (Whole(s, lanes, j))
                {
                    TLanes.Transpose(from, register, (double*)to, s.Columns);
                    continue;
                }

                int columns = Math.Min(TLanes.Width, s.Columns - j);
                TLanes.Transpose(from, register, square, register);
                for (int lane = 0; lane < lanes; lane++)
                    TLanes.Gather(square + (lane * register), new Span<T>(to + ((long)lane * s.Columns), columns));
            }
        }
    }

    /// <summary>All rows, in strips.</summary>
    public static void ToStrips(LadderShape s, ReadOnlySpan<T> rows, double* strips)
    {
        for (int strip = 0; strip < s.Strips; strip++)
        {
            int first = strip * s.StripColumns, columns = Math.Min(s.StripColumns, s.Columns - first);
            for (int i = 0; i < s.Rows; i++)
                TLanes.Spread(rows.Slice((i * s.Columns) + first, columns), strips + s.Row(i, first));
        }
    }

    /// <summary>The way back of <see cref="ToStrips"/>.</summary>
    public static void FromStrips(LadderShape s, double* strips, Span<T> rows)
    {
        for (int strip = 0; strip < s.Strips; strip++)
        {
            int first = strip * s.StripColumns, columns = Math.Min(s.StripColumns, s.Columns - first);
            for (int i = 0; i < s.Rows; i++)
                TLanes.Gather(strips + s.Row(i, first), rows.Slice((i * s.Columns) + first, columns));
        }
    }

    // Whether a square from a column on needs no other in between.
    private static bool Whole(LadderShape s, int lanes, int column) => TLanes.Parts == 1 && lanes == TLanes.Width && column + TLanes.Width <= s.Columns;
}
