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
        Voltages = voltages ? new(shape.Doubles, 3) : null;
        (Directions, Residuals, Images) = (new(shape.Doubles, 4), new(shape.Doubles, 5), new(shape.Doubles, 6));
        Tile = new(shape.Width * shape.Register, 7);
        (Turned, Currents, Carried) = (new(shape.Block, 0), new(shape.Block, 1), new(shape.Block, 2));
    }

    public LadderShape Shape { get; }

    /// <summary>v: voltages of the bit lines' nodes, V; null when only outputs are wanted.</summary>
    public AlignedDoubles? Voltages { get; }

    /// <summary>p: search direction, V.</summary>
    public AlignedDoubles Directions { get; }

    /// <summary>r: current missing at each node, A.</summary>
    public AlignedDoubles Residuals { get; }

    /// <summary>w = S p, A, and once that is used z = T⁻¹ r, V: one is dead when the other is made.</summary>
    public AlignedDoubles Images { get; }

    /// <summary>A block of rows turned: [column][lane], V.</summary>
    public AlignedDoubles Turned { get; }

    /// <summary>Cell currents of a block, turned, A.</summary>
    public AlignedDoubles Currents { get; }

    /// <summary>Current carried behind each node if that end were grounded, turned, A.</summary>
    public AlignedDoubles Carried { get; }

    /// <summary>A square of numbers on its way from turned to rows.</summary>
    public AlignedDoubles Tile { get; }

    /// <summary>Sources inside the cells of a block, turned, A; made when first asked for.</summary>
    public AlignedDoubles Sources => field ??= new(Shape.Block, 3);
}
