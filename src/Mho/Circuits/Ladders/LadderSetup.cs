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
            }
        }
    }

    /// <summary>Whether a node is its terminal: nothing lies between.</summary>
    public static bool Pinned(T resistance) => TLanes.Magnitude(resistance) <= LadderLines<T>.Perfect;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Factor(LadderFactors<TLanes, T> f, ReadOnlySpan<T> cells, LadderWork<TLanes, T> work)
    {
        LadderShape s = f.Shape;
        double* turned = work.Turned.Start;
        for (int block = 0; block < s.Blocks; block++)
        {
            work.Turned.Clear();
            int lanes = Math.Min(s.Width, s.Rows - (block * s.Width));
            for (int lane = 0; lane < lanes; lane++)
            {
                ReadOnlySpan<T> row = cells.Slice(((block * s.Width) + lane) * s.Columns, s.Columns);
                for (int j = 0; j < row.Length; j++)
                    TLanes.Write(turned + ((nint)j * s.Register), lane, row[j]);
            }

            Block(f, block, turned, work);
        }

        for (int column = 0; column < s.Strips * s.StripColumns; column += s.Width)
            BitLines(f, column);
    }

    // Word lines of one block: towards the far end t and a, then back for what each cell sees of its line.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block(LadderFactors<TLanes, T> f, int block, double* cells, LadderWork<TLanes, T> work)
    {
        LadderShape s = f.Shape;
        double* t = f.Transmission.Start + (block * s.Block), a = f.Admission.Start + (block * s.Block);
        double* segments = f.WordSegments is null ? null : f.WordSegments.Start + (block * s.Block);
        double* seen = work.Currents.Start;
        TLanes one = TLanes.All(T.One), shunt = TLanes.All(f.Word.Shunt), uniform = TLanes.All(f.Word.Segment);
        TLanes far = TLanes.Load(f.WordFar.Start + (block * s.Register)), left = TLanes.Load(f.WordNear.Start + (block * s.Register));
        int last = s.Columns - 1;
        for (int j = 0; j <= last; j++)
        {
            nint at = (nint)j * s.Register;
            TLanes r = j == last ? far : segments is null ? uniform : TLanes.Load(segments + at);
            TLanes g = TLanes.Load(cells + at), line = left + shunt, sum = line + g;
            TLanes through = one / TLanes.MultiplyAdd(r, sum, one);
            line.Store(seen + at);
            through.Store(t + at);
            (through * g).Store(a + at);
            if (j == last)
                (f.Word.Far is null ? TLanes.MultiplyAdd(r, sum, one) / (sum + TLanes.All(Tiny)) : TLanes.All(T.Zero)).Store(f.WordOpen.Start + (block * s.Register));
            left = through * sum;
        }

        TLanes right = f.Word.Far is null ? TLanes.All(T.Zero) : one / far;
        for (int j = last; j >= 0; j--)
        {
            nint at = (nint)j * s.Register;
            TLanes g = TLanes.Load(cells + at), line = TLanes.Load(seen + at) + right;
            (g * line / (g + line + TLanes.All(Tiny))).Store(seen + at);
            if (j == 0)
                break;
            TLanes r = segments is null ? uniform : TLanes.Load(segments + at - s.Register), sum = right + shunt + g;
            right = sum / TLanes.MultiplyAdd(r, sum, one);
        }

        int rows = Math.Min(s.Width, s.Rows - (block * s.Width));
        double* tile = stackalloc double[s.Width * s.Register];
        for (int j = 0; j < s.Strips * s.StripColumns; j += s.Width)
        {
            TLanes.Transpose(seen + ((nint)j * s.Register), s.Register, tile, s.Register);
            double* target = f.Column.Start + s.Row(block * s.Width, j) + (j % s.StripColumns * s.Parts);
            for (int row = 0; row < rows; row++)
                TLanes.Load(tile + (row * s.Register)).Store(target + (row * s.RowStride));
        }
    }

    // Bit lines of one register of columns; what stood in Column are the cells they see.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BitLines(LadderFactors<TLanes, T> f, int column)
    {
        LadderShape s = f.Shape;
        nint across = column * s.Parts, down = s.Row(0, column) + (column % s.StripColumns * s.Parts);
        TLanes one = TLanes.All(T.One), shunt = TLanes.All(f.Bit.Shunt), uniform = TLanes.All(f.Bit.Segment);
        TLanes up = TLanes.Load(f.BitNear.Start + across), far = TLanes.Load(f.BitFarSegment.Start + across);
        for (int i = 0; i < s.Rows; i++, down += s.RowStride)
        {
            TLanes r = i == s.Rows - 1 ? far : f.BitSegments is null ? uniform : TLanes.Load(f.BitSegments.Start + down);
            TLanes sum = up + shunt + TLanes.Load(f.Column.Start + down), through = one / TLanes.MultiplyAdd(r, sum, one);
            through.Store(f.Column.Start + down);
            if (i == s.Rows - 1)
                (f.Bit.Far is null ? TLanes.MultiplyAdd(r, sum, one) / (sum + TLanes.All(Tiny)) : TLanes.All(T.Zero)).Store(f.BitOpen.Start + across);
            up = through * sum;
        }
    }
}
