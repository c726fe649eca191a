using System.Numerics;

namespace Mho.Circuits.Ladders;

/// <summary>The memory of one solve: voltages, directions, residuals, and what one sweep needs.</summary>
internal sealed unsafe class LadderWork<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    /// <param name="shape">Of the crossbar.</param>
    /// <param name="voltages">Whether the nodes' voltages are kept; outputs need them not.</param>
    public LadderWork(LadderShape shape, bool voltages)
    {
        Shape = shape;
        Changes = new T[shape.Columns];
        Proved = voltages ? new T[shape.Columns] : [];
        Voltages = voltages ? new(shape.Doubles, 3, zeroed: false) : null;
        (Directions, Residuals, Images) = (new(shape.Doubles, 4, zeroed: false), new(shape.Doubles, 5, zeroed: false), new(shape.Doubles, 6, zeroed: false));

        // Sweeps write the columns that are there and read whole registers: the strip that has others begins as zeros.
        foreach (AlignedDoubles array in new[] { Residuals, Images })
            array.Clear(shape.Doubles - shape.StripStride);
        (Tile, Turned) = (new(shape.Width * shape.Register, 0), new(shape.Width * shape.Register, 7));
        (Held, Carried) = (new(shape.Block, 32), new(shape.Block, 48));
    }

    public LadderShape Shape { get; }

    /// <summary>The last change of each output.</summary>
    public T[] Changes { get; }

    /// <summary>The outputs when the true residual was last computed; empty without <see cref="Voltages"/>.</summary>
    public T[] Proved { get; }

    /// <summary>v: voltages of the bit lines' nodes, V; null when only outputs are wanted.</summary>
    public AlignedDoubles? Voltages { get; }

    /// <summary>p: search direction, V.</summary>
    public AlignedDoubles Directions { get; }

    /// <summary>r: current missing at each node, A.</summary>
    public AlignedDoubles Residuals { get; }

    /// <summary>w = S p, A, and once that is used z = T⁻¹ r, V: one is dead when the other is made.</summary>
    public AlignedDoubles Images { get; }

    /// <summary>A square of numbers [column][lane].</summary>
    public AlignedDoubles Tile { get; }

    /// <summary>A square of numbers, turned from or to rows.</summary>
    public AlignedDoubles Turned { get; }

    /// <summary>Cell currents of a block if nothing stood behind them, turned, A.</summary>
    public AlignedDoubles Held { get; }

    /// <summary>Current carried behind each node if that end were grounded, turned, A.</summary>
    public AlignedDoubles Carried { get; }

    /// <summary>Cell currents of a block, turned, A; or cells on their way in. Made when first asked for.</summary>
    public AlignedDoubles Currents => field ??= new(Shape.Block, 0);

    /// <summary>A block of rows as they come. Made when first asked for.</summary>
    public AlignedDoubles Rows => field ??= new(Shape.Block, 3);

    /// <summary>Sources inside the cells of a block, turned, A; made when first asked for.</summary>
    public AlignedDoubles Sources => field ??= new(Shape.Block, 4);

    /// <summary>Voltages of a block of word lines, turned, V; made when first asked for.</summary>
    public AlignedDoubles Words => field ??= new(Shape.Block);

    /// <summary>All sources into the word lines' nodes of a block, turned, A; made when first asked for.</summary>
    public AlignedDoubles Injected => field ??= new(Shape.Block, 5);
}
