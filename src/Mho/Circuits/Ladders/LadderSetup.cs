using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mho.Circuits.Ladders;

/// <summary>Computes <see cref="LadderFactors{TLanes, T}"/>.</summary>
internal static unsafe class LadderSetup<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    // Keeps 0/0 of an open cell on a bare line at zero.
    private static readonly T Tiny = T.CreateChecked(1e-140);

    /// <summary>What does not depend on cells: ends and segments in the kernels' order.</summary>
    public static void Lines(LadderFactors<TLanes, T> f)
    {
        LadderShape s = f.Shape;
        for (int line = 0; line < f.Word.Lines; line++)
        {
            double* near = f.WordNear.Start + ((nint)(line / s.Width) * s.Register), far = f.WordFar.Start + ((nint)(line / s.Width) * s.Register);
            TLanes.Write(near, line % s.Width, f.Word.Near is null ? T.Zero : T.One / f.Word.Near[line]);
            TLanes.Write(far, line % s.Width, f.Word.Far is null ? T.One : f.Word.Far[line]);
            for (int node = 0; f.WordSegments is not null && node < f.Word.Nodes - 1; node++)
                TLanes.Write(f.WordSegments.Start + ((line / s.Width) * s.Block) + ((nint)node * s.Register), line % s.Width, f.Word.Behind(line, node));
        }

        for (int line = 0; line < f.Bit.Lines; line++)
        {
            int strip = line / s.StripColumns, within = line % s.StripColumns;
            nint at = strip * s.RowStride;
            TLanes.Write(f.BitNear.Start + at, within, f.Bit.Near is null ? T.Zero : T.One / f.Bit.Near[line]);
            TLanes.Write(f.BitFar.Start + at, within, f.Bit.Far is null ? T.Zero : T.One / f.Bit.Far[line]);
            if (f.FreeNear != f.BitNear)
            {
                TLanes.Write(f.FreeNear.Start + at, within, f.Bit.Near is null || Pinned(f.Bit.Near[line]) ? T.Zero : T.One / f.Bit.Near[line]);
                TLanes.Write(f.FreeFar.Start + at, within, f.Bit.Far is null || Pinned(f.Bit.Far[line]) ? T.Zero : T.One / f.Bit.Far[line]);
            }

            TLanes.Write(f.BitFarSegment.Start + at, within, f.Bit.Far is null ? T.One : f.Bit.Far[line]);
            for (int node = 0; f.BitSegments is not null && node < f.Bit.Nodes - 1; node++)
            {
                T segment = f.Bit.Behind(line, node);
                TLanes.Write(f.BitSegments.Start + s.Row(node, line), within, segment);
                TLanes.Write(f.BitConductances!.Start + s.Row(node, line), within, T.IsZero(segment) ? T.Zero : T.One / segment);
                if (f.BitJoined is not null && T.IsZero(segment))
                    TLanes.Write(f.BitJoined.Start + s.Row(node, line), within, T.One);
            }
        }
    }

    /// <summary>Whether a node is its terminal: nothing lies between.</summary>
    public static bool Pinned(T resistance) => TLanes.Magnitude(resistance) <= LadderLines<T>.Perfect;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Factor(LadderFactors<TLanes, T> f, ReadOnlySpan<T> cells, LadderWork<TLanes, T> work)
    {
        LadderShape s = f.Shape;
        double* turned = work.Currents.Start, rows = work.Rows.Start;
        work.Held.Clear();
        work.Carried.Clear();
        for (int block = 0; block < s.Blocks; block++)
        {
            int lanes = Math.Min(s.Width, s.Rows - (block * s.Width));
            for (int lane = 0; lane < lanes; lane++)
                TLanes.Spread(cells.Slice(((block * s.Width) + lane) * s.Columns, s.Columns), rows + (lane * s.Line));
            for (int lane = lanes; lane < s.Width; lane++)
                new Span<double>(rows + (lane * s.Line), (int)s.Line).Clear();
            for (nint column = 0; column < s.Line; column += s.Register)
                TLanes.Transpose(rows + column, s.Line, turned + (column * s.Width), s.Register);
            Block(f, block, turned, work);
        }

        for (int strip = 0; strip < s.Strips; strip++)
            BitLines(f, strip, work.Held.Start);
    }

    // Word lines of one block: t and a towards the far end; at once, from the other end, what each node sees behind it: two chains hide each other's divisions.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block(LadderFactors<TLanes, T> f, int block, double* cells, LadderWork<TLanes, T> work)
    {
        LadderShape s = f.Shape;
        double* t = f.Transmission.Start + (block * s.Block), a = f.Admission.Start + (block * s.Block);
        double* segments = f.WordSegments is null ? null : f.WordSegments.Start + (block * s.Block);
        double* before = work.Held.Start, behind = work.Carried.Start;
        TLanes one = TLanes.All(T.One), shunt = TLanes.All(f.Word.Shunt), uniform = TLanes.All(f.Word.Segment);
        TLanes far = TLanes.Load(f.WordFar.Start + (block * s.Register)), left = TLanes.Load(f.WordNear.Start + (block * s.Register));
        TLanes right = f.Word.Far is null ? TLanes.All(T.Zero) : one / far;
        nint last = (s.Columns - 1) * (nint)s.Register;
        for (nint at = 0, back = last; at <= last; at += s.Register, back -= s.Register)
        {
            TLanes r = uniform, g = TLanes.Load(cells + at), line = left + shunt, sum = line + g;
            if (at == last)
                r = far;
            else if (segments is not null)
                r = TLanes.Load(segments + at);
            TLanes through = one / TLanes.MultiplyAdd(r, sum, one);
            line.Store(before + at);
            through.Store(t + at);
            (through * g).Store(a + at);
            left = through * sum;
            if (at == last && f.Word.Far is null)
                (TLanes.MultiplyAdd(r, sum, one) / (sum + TLanes.All(Tiny))).Store(f.WordOpen.Start + (block * s.Register));

            right.Store(behind + back);
            if (back > 0)
            {
                r = segments is null ? uniform : TLanes.Load(segments + back - s.Register);
                sum = right + shunt + TLanes.Load(cells + back);
                right = sum / TLanes.MultiplyAdd(r, sum, one);
            }
        }

        Seen(f, block, cells, work);
    }

    // What a cell in series with its line looks like from the bit line: d = g ∥ (L + s + R).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Seen(LadderFactors<TLanes, T> f, int block, double* cells, LadderWork<TLanes, T> work)
    {
        LadderShape s = f.Shape;
        int rows = Math.Min(s.Width, s.Rows - (block * s.Width)), square = s.Width * s.Register;
        double* tile = work.Tile.Start, turned = work.Turned.Start, before = work.Held.Start, behind = work.Carried.Start;
        TLanes tiny = TLanes.All(Tiny);
        for (int strip = 0; strip < s.Strips; strip++)
        {
            double* target = f.Column.Start + (strip * s.StripStride) + (block * s.Width * s.RowStride);
            for (nint within = 0; within < s.RowStride; within += s.Register, before += square, behind += square, cells += square)
            {
                for (int at = 0; at < square; at += s.Register)
                {
                    TLanes g = TLanes.Load(cells + at), line = TLanes.Load(before + at) + TLanes.Load(behind + at);
                    (g * line / (g + line + tiny)).Store(tile + at);
                }

                TLanes.Transpose(tile, s.Register, turned, s.Register);
                for (int row = 0; row < rows; row++)
                    TLanes.Load(turned + (row * s.Register)).Store(target + within + (row * s.RowStride));
            }
        }
    }

    // Bit lines of a strip, row by row; what stood in Column are the cells they see.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BitLines(LadderFactors<TLanes, T> f, int strip, double* up)
    {
        LadderShape s = f.Shape;
        nint row = s.RowStride, across = strip * row, end = (s.Rows - 1) * row;
        double* column = f.Column.Start + (strip * s.StripStride);
        double* segments = f.BitSegments is null ? null : f.BitSegments.Start + (strip * s.StripStride);
        TLanes one = TLanes.All(T.One), shunt = TLanes.All(f.Bit.Shunt), r = TLanes.All(f.Bit.Segment);
        for (nint within = 0; within < row; within += s.Register)
            TLanes.Load(f.BitNear.Start + across + within).Store(up + within);
        for (nint from = 0; from <= end; from += row)
        {
            for (nint within = 0; within < row; within += s.Register)
            {
                nint at = from + within;
                if (from == end)
                    r = TLanes.Load(f.BitFarSegment.Start + across + within);
                else if (segments is not null)
                    r = TLanes.Load(segments + at);
                TLanes sum = TLanes.Load(up + within) + shunt + TLanes.Load(column + at), through = one / TLanes.MultiplyAdd(r, sum, one);
                through.Store(column + at);
                (through * sum).Store(up + within);
                if (from == end && f.Bit.Far is null)
                    (TLanes.MultiplyAdd(r, sum, one) / (sum + TLanes.All(Tiny))).Store(f.BitOpen.Start + across + within);
            }
        }
    }
}
