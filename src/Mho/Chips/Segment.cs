namespace Mho.Chips;

/// <summary>The part of a matrix that one tile holds, and where it lies.</summary>
public sealed record Segment
{
    /// <summary>Index of the matrix in <see cref="Placement.Matrices"/>.</summary>
    public required int Matrix { get; init; }

    /// <summary>The layer's name, and which segment of it: <c>conv4[1]</c>, replica 2 as <c>conv4[1]'2</c>.</summary>
    public required string Name { get; init; }

    /// <summary>0 for the first copy of the matrix.</summary>
    public required int Replica { get; init; }

    /// <summary>First weight row of the matrix.</summary>
    public required int FirstRow { get; init; }

    /// <summary>Weight rows, without bias.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows that hold the bias, driven with the greatest code.</summary>
    public required int BiasRows { get; init; }

    /// <summary>In how many row segments the matrix is cut; partial sums of these are added digitally.</summary>
    public required int RowSegments { get; init; }

    /// <summary>First output of the matrix.</summary>
    public required int FirstColumn { get; init; }

    /// <summary>Outputs.</summary>
    public required int Columns { get; init; }

    /// <summary>Physical columns an output takes.</summary>
    public required int Slices { get; init; }

    /// <summary>The core it lies on.</summary>
    public int Core { get; init; }

    /// <summary>First row pair, counted over the core's usable pairs.</summary>
    public int FirstPair { get; init; }

    /// <summary>First column, counted over the core's usable columns.</summary>
    public int FirstLine { get; init; }

    /// <summary>Row pairs with those of the bias.</summary>
    public int Pairs => Rows + BiasRows;

    /// <summary>Physical columns; slice s of output j is line s · <see cref="Columns"/> + j of the segment.</summary>
    public int Lines => Columns * Slices;

    /// <summary>Cells it takes: two for each pair and line.</summary>
    public int Cells => 2 * Pairs * Lines;
}
