using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mho.Circuits.Ladders;

/// <summary>Carries arrays of one number a cell, row after row, to the kernels' orders and back: blocks of word lines turned, and strips of bit lines.</summary>
/// <remarks>Real numbers lie in rows as in registers, so whole squares and rows are moved at once; complex ones, and what is left at the edges, one by one.</remarks>
internal static unsafe class LadderOrder<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>One block of rows, turned: <paramref name="turned"/> [column][lane]. Lanes without a row are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Turn(LadderShape s, int block, ReadOnlySpan<T> rows, double* turned)
    {
        int first = block * s.Width, lanes = Math.Min(s.Width, s.Rows - first), squares = Squares(s, lanes);
        fixed (T* start = rows)
        {
            for (int j = 0; j < squares; j += s.Width)
                TLanes.Transpose((double*)(start + ((long)first * s.Columns) + j), s.Columns, turned + ((nint)j * s.Register), s.Register);
        }

        for (int j = squares; j < s.Columns; j++)
        {
            for (int lane = 0; lane < s.Width; lane++)
                TLanes.Write(turned + ((nint)j * s.Register), lane, lane < lanes ? rows[((first + lane) * s.Columns) + j] : T.Zero);
        }
    }

    /// <summary>The way back of <see cref="Turn"/>, perhaps with the sign changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TurnBack(LadderShape s, int block, double* turned, Span<T> rows, bool negate)
    {
        int first = block * s.Width, lanes = Math.Min(s.Width, s.Rows - first), squares = Squares(s, lanes);
        fixed (T* start = rows)
        {
            for (int j = 0; j < squares; j += s.Width)
            {
                double* square = turned + ((nint)j * s.Register);
                for (int k = 0; negate && k < s.Width; k++)
                    TLanes.Negate(TLanes.Load(square + (k * s.Register))).Store(square + (k * s.Register));
                TLanes.Transpose(square, s.Register, (double*)(start + ((long)first * s.Columns) + j), s.Columns);
            }
        }

        for (int j = squares; j < s.Columns; j++)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                T value = TLanes.Read(turned + ((nint)j * s.Register), lane);
                rows[((first + lane) * s.Columns) + j] = negate ? -value : value;
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
            {
                double* row = strips + s.Row(i, first);
                ReadOnlySpan<T> from = rows.Slice((i * s.Columns) + first, columns);
                if (s.Parts == 1)
                    MemoryMarshal.Cast<T, double>(from).CopyTo(new(row, columns));
                for (int within = 0; s.Parts > 1 && within < columns; within++)
                    TLanes.Write(row, within, from[within]);
            }
        }
    }

    /// <summary>The way back of <see cref="ToStrips"/>.</summary>
    public static void FromStrips(LadderShape s, double* strips, Span<T> rows)
    {
        for (int strip = 0; strip < s.Strips; strip++)
        {
            int first = strip * s.StripColumns, columns = Math.Min(s.StripColumns, s.Columns - first);
            for (int i = 0; i < s.Rows; i++)
            {
                double* row = strips + s.Row(i, first);
                Span<T> to = rows.Slice((i * s.Columns) + first, columns);
                if (s.Parts == 1)
                    new ReadOnlySpan<double>(row, columns).CopyTo(MemoryMarshal.Cast<T, double>(to));
                for (int within = 0; s.Parts > 1 && within < columns; within++)
                    to[within] = TLanes.Read(row, within);
            }
        }
    }

    // Columns that are moved in whole squares.
    private static int Squares(LadderShape s, int lanes) => s.Parts == 1 && lanes == s.Width ? s.Columns / s.Width * s.Width : 0;
}
