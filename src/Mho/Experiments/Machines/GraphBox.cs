namespace Mho.Experiments.Machines;

/// <summary>The outline of a state, a rectangle whose left and right sides are half circles, or the room that a text takes.</summary>
internal readonly record struct GraphBox(GraphPoint Centre, double HalfWidth, double HalfHeight)
{
    /// <summary>Where the straight way from the centre to a point leaves the outline.</summary>
    public GraphPoint Edge(GraphPoint towards)
    {
        GraphPoint way = (towards - Centre).Unit;
        double straight = HalfWidth - HalfHeight, flat = HalfHeight / Math.Abs(way.Y);
        if (flat * Math.Abs(way.X) <= straight)
            return Centre + (way * flat);
        // On the half circle around (straight, 0): |s·way − (straight, 0)| = HalfHeight.
        double along = Math.Abs(way.X) * straight;
        return Centre + (way * (along + Math.Sqrt((along * along) - (straight * straight) + (HalfHeight * HalfHeight))));
    }

    /// <summary>The area that it shares with another, both as rectangles.</summary>
    public double Shared(GraphBox other)
    {
        double across = HalfWidth + other.HalfWidth - Math.Abs(Centre.X - other.Centre.X), up = HalfHeight + other.HalfHeight - Math.Abs(Centre.Y - other.Centre.Y);
        return across > 0 && up > 0 ? across * up : 0;
    }
}
