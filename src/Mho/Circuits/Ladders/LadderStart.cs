using System.Numerics;

namespace Mho.Circuits.Ladders;

/// <summary>Sets a solve up from what drives the crossbar.</summary>
internal static unsafe class LadderStart<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>v = terminal voltage at nodes that are terminals, else where the drive says to start, else 0; r = injected currents; w = S v and what the word lines bring; outputs of that v.</summary>
    public static bool Run(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, LadderDrive<T> drive, Span<T> outputs)
    {
        LadderShape s = f.Shape;
        work.Directions.Clear();
        work.Voltages?.Clear();
        double* v = work.Directions.Start, lanes = stackalloc double[2 * s.Register];
        bool bits = !drive.BitNear.IsEmpty || !drive.BitFar.IsEmpty || !drive.Start.IsEmpty;
        if (!bits)
        {
            outputs.Clear();
            for (int block = 0; block < s.Blocks; block++)
            {
                ResponseTiles<TLanes, T> tiles = new(work, block);
                SchurProduct<TLanes, T>.Sweep(f, work, block, Sources(work, drive, block, lanes), ref tiles);
            }

            if (!drive.Bits.IsEmpty)
                Inject(s, work.Residuals.Start, drive.Bits);
            return false;
        }

        if (!drive.Start.IsEmpty)
            LadderOrder<TLanes, T>.ToStrips(s, drive.Start, v);
        for (int j = 0; j < s.Columns; j++)
        {
            if (f.Bit.Near is not null && LadderSetup<TLanes, T>.Pinned(f.Bit.Near[j]))
                Hold(f, v, j, drive.BitNear.IsEmpty ? T.Zero : drive.BitNear[j], 0, 1);
            if (f.Bit.Far is not null && LadderSetup<TLanes, T>.Pinned(f.Bit.Far[j]))
                Hold(f, v, j, drive.BitFar.IsEmpty ? T.Zero : drive.BitFar[j], s.Rows - 1, -1);
        }

        if (work.Voltages is not null)
            Buffer.MemoryCopy(v, work.Voltages.Start, s.Doubles * sizeof(double), s.Doubles * sizeof(double));
        Missing(f, work, drive, outputs, f.FreeNear.Start, f.FreeFar.Start);
        return true;
    }

    /// <summary>Whether <see cref="Again"/> can be asked: a node that is its driven terminal does not remember the current it takes.</summary>
    public static bool CanProve(LadderFactors<TLanes, T> f, LadderDrive<T> drive) => f.FreeNear == f.BitNear || (drive.BitNear.IsEmpty && drive.BitFar.IsEmpty);

    /// <summary>The same for the voltages a solve has come to: with w, one pass of <see cref="BitSweep{TLanes, T}"/> gives the true residual.</summary>
    public static void Again(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, LadderDrive<T> drive, Span<T> outputs)
    {
        long bytes = f.Shape.Doubles * sizeof(double);
        Buffer.MemoryCopy(work.Voltages!.Start, work.Directions.Start, bytes, bytes);
        Missing(f, work, drive, outputs, f.BitNear.Start, f.BitFar.Start);
    }

    // r = currents from outside, w = S v less what the word lines bring, for v in the place of directions; near and far are what joins lines to their terminals, S.
    private static void Missing(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, LadderDrive<T> drive, Span<T> outputs, double* toNear, double* toFar)
    {
        LadderShape s = f.Shape;
        double* v = work.Directions.Start, r = work.Residuals.Start, lanes = stackalloc double[2 * s.Register];
        work.Residuals.Clear();
        if (!drive.Bits.IsEmpty)
            Inject(s, r, drive.Bits);
        for (int j = 0; j < s.Columns; j++)
        {
            T near = drive.BitNear.IsEmpty ? T.Zero : drive.BitNear[j], far = drive.BitFar.IsEmpty ? T.Zero : drive.BitFar[j];
            int within = j % s.StripColumns;
            double* begin = r + s.Row(0, j), end = r + s.Row(s.Rows - 1, j);
            nint across = j / s.StripColumns * s.RowStride;
            TLanes.Write(begin, within, TLanes.Read(begin, within) + (TLanes.Read(toNear + across, within) * near));
            TLanes.Write(end, within, TLanes.Read(end, within) + ((f.Bit.Far is null ? T.One : TLanes.Read(toFar + across, within)) * far));
            T last = TLanes.Read(v + s.Row(s.Rows - 1, j), within);
            outputs[j] = f.Bit.Far is null ? last : TLanes.Read(toFar + across, within) * (last - far);
        }

        for (int block = 0; block < s.Blocks; block++)
            SchurProduct<TLanes, T>.Image(f, work, block, Sources(work, drive, block, lanes), toNear, toFar);
    }

    /// <summary>What drives the word lines of a block, in the kernels' order; <paramref name="lanes"/> holds two registers.</summary>
    public static WordSources Sources(LadderWork<TLanes, T> work, LadderDrive<T> drive, int block, double* lanes)
    {
        LadderShape s = work.Shape;
        double* far = lanes + s.Register;
        for (int lane = 0; lane < s.Width; lane++)
        {
            int row = (block * s.Width) + lane;
            TLanes.Write(lanes, lane, row < s.Rows && !drive.WordNear.IsEmpty ? drive.WordNear[row] : T.Zero);
            TLanes.Write(far, lane, row < s.Rows && !drive.WordFar.IsEmpty ? drive.WordFar[row] : T.Zero);
        }

        double* cells = drive.Cells.IsEmpty ? null : work.Sources.Start;
        if (cells is not null)
            LadderOrder<TLanes, T>.Turn(s, block, drive.Cells, cells);
        if (drive.Words.IsEmpty)
            return new(lanes, far, cells, cells);
        double* nodes = work.Injected.Start;
        LadderOrder<TLanes, T>.Turn(s, block, drive.Words, nodes);
        for (nint at = 0; cells is not null && at < s.Block; at += s.Register)
            (TLanes.Load(nodes + at) + TLanes.Load(cells + at)).Store(nodes + at);
        return new(lanes, far, nodes, cells);
    }

    private static void Inject(LadderShape s, double* r, ReadOnlySpan<T> currents)
    {
        for (int strip = 0; strip < s.Strips; strip++)
        {
            int first = strip * s.StripColumns, columns = Math.Min(s.StripColumns, s.Columns - first);
            for (int i = 0; i < s.Rows; i++)
            {
                double* row = r + s.Row(i, first);
                ReadOnlySpan<T> from = currents.Slice((i * s.Columns) + first, columns);
                for (int within = 0; within < columns; within++)
                    TLanes.Write(row, within, TLanes.Read(row, within) + from[within]);
            }
        }
    }

    // A terminal's node, and the nodes joined to it by ideal segments.
    private static void Hold(LadderFactors<TLanes, T> f, double* v, int j, T voltage, int from, int direction)
    {
        for (int i = from; i >= 0 && i < f.Shape.Rows; i += direction)
        {
            TLanes.Write(v + f.Shape.Row(i, j), j % f.Shape.StripColumns, voltage);
            int segment = direction > 0 ? i : i - 1;
            if (segment < 0 || segment >= f.Shape.Rows - 1 || !T.IsZero(f.Bit.Behind(j, segment)))
                break;
        }
    }
}
