namespace Mho.Experiments.Plots;

/// <summary>Data drawn in a <see cref="Plot"/>. A new kind is one file that derives from this.</summary>
/// <param name="Label">Its name in the legend; not in it if empty.</param>
public abstract record Mark(string Label)
{
    /// <summary>Colour as <c>#rrggbb</c>; the palette's next one if empty.</summary>
    public string Colour { get; init; } = "";

    /// <summary>Whether it takes a colour of its own; a band usually shares that of its line by <see cref="Colour"/>.</summary>
    internal virtual bool TakesColour => true;

    /// <summary>The values that must be inside the horizontal axis.</summary>
    internal abstract IEnumerable<double> Across { get; }

    /// <summary>The values that must be inside the vertical axis.</summary>
    internal abstract IEnumerable<double> Up { get; }

    /// <summary>Boxes that no text should stand on: left, top, right, bottom.</summary>
    internal virtual IEnumerable<(double Left, double Top, double Right, double Bottom)> Boxes(Frame frame) => [];

    /// <summary>Draws the data.</summary>
    internal abstract void Draw(Svg svg, Frame frame, string colour);

    /// <summary>Draws its sign in the legend, 22 pixels wide, around (x, y).</summary>
    internal abstract void Sign(Svg svg, double x, double y, string colour);

    /// <summary>Checks that lists that belong together are of one length.</summary>
    protected static IReadOnlyList<double> Same(IReadOnlyList<double> values, int length, string name) => values.Count == length
        ? values
        : throw new ArgumentException($"{name} has {values.Count} values where the first list has {length}; give one for each.", name);
}
