namespace Mho.Circuits.Ladders;

/// <summary>How a crossbar lies in memory: in strips of bit lines, in each strip row after row.</summary>
/// <remarks>
/// The sweep along bit lines reads one strip, the sweep along word lines a few rows of every strip: both touch whole pages in order, where rows of the
/// whole crossbar, often a power of two apart, would crowd into few sets of the caches and miss the table of pages at every row.
/// </remarks>
internal readonly record struct LadderShape
{
    // Two arrays of a strip stay in the second cache between a sweep down and its way back.
    private const int StripBytes = 384 << 10, WidestStrip = 64;

    /// <param name="rows">Word lines.</param>
    /// <param name="columns">Bit lines.</param>
    /// <param name="width">Numbers in a register.</param>
    /// <param name="parts">Doubles in a number.</param>
    public LadderShape(int rows, int columns, int width, int parts)
    {
        (Rows, Columns, Width, Parts) = (rows, columns, width, parts);
        Blocks = (rows + width - 1) / width;
        int widest = Math.Clamp(StripBytes / (Blocks * width * parts * sizeof(double)), 8, WidestStrip / parts);
        Strips = (columns + widest - 1) / widest;
        StripColumns = (((columns + Strips - 1) / Strips) + width - 1) / width * width;
    }

    public int Rows { get; }

    public int Columns { get; }

    public int Width { get; }

    public int Parts { get; }

    /// <summary>Groups of rows that are swept side by side, one row in a lane.</summary>
    public int Blocks { get; }

    public int Strips { get; }

    /// <summary>Columns of a strip, whole registers; the last strip has columns that are not there.</summary>
    public int StripColumns { get; }

    /// <summary>Doubles in a register of numbers.</summary>
    public int Register => Width * Parts;

    /// <summary>Doubles from a row to the next within a strip.</summary>
    public nint RowStride => StripColumns * Parts;

    /// <summary>Doubles from a strip to the next.</summary>
    public nint StripStride => Blocks * Width * RowStride;

    /// <summary>Doubles of one number for every column.</summary>
    public nint Line => Strips * RowStride;

    /// <summary>Doubles of a block of rows turned: a column of the block in a register.</summary>
    public nint Block => Line * Width;

    /// <summary>Doubles of a whole array of numbers.</summary>
    public long Doubles => (long)StripStride * Strips;

    /// <summary>Doubles from an array's start to the registers of a row in column's strip, such that column % <see cref="StripColumns"/> counts on from there.</summary>
    public nint Row(int row, int column) => (column / StripColumns * StripStride) + (row * RowStride);
}
