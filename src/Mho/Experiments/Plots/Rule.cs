namespace Mho.Experiments.Plots;

/// <summary>A straight line at one value, with its name on it: a limit, a reference, a published number.</summary>
/// <param name="Text">What stands at the line.</param>
/// <param name="At">The value.</param>
/// <param name="Vertical">Whether the line stands at a horizontal value.</param>
public sealed record Rule(string Text, double At, bool Vertical = false) : Mark("")
{
    internal override bool TakesColour => false;

    internal override IEnumerable<double> Across => Vertical ? [At] : [];

    internal override IEnumerable<double> Up => Vertical ? [] : [At];

    internal override IEnumerable<(double Left, double Top, double Right, double Bottom)> Boxes(Frame frame) =>
        Vertical ? [] : [(0, frame.Y(At) - 1, frame.Width, frame.Y(At) + 1)];

    internal override void Draw(Svg svg, Frame frame, string colour)
    {
        const string look = "class=\"ma\" stroke-width=\"1.2\" stroke-dasharray=\"5 4\"", small = "class=\"ms\" font-size=\"11\"";
        if (Vertical)
        {
            double x = frame.X(At);
            bool left = x > frame.Width * 0.75;
            svg.Line(x, 0, x, frame.Height, look);
            svg.Text(left ? x - 5 : x + 5, 11, Text, left ? "end" : "start", small);
        }
        else
        {
            double y = frame.Y(At);
            svg.Line(0, y, frame.Width, y, look);
            // Above its line at the right end if that is free; else where neither another name nor data stand.
            double length = Svg.Width(Text, 11), right = frame.Width - 4, middle = (frame.Width + length) / 2;
            (double End, double Base)[] places = [.. new[] { right, length + 4, middle }.SelectMany(end => new[] { (end, y - 5), (end, y + 14) })
                .Where(place => place.Item2 >= 11 && place.Item2 <= frame.Height).DefaultIfEmpty((right, y - 5))];
            (double end, double at) = places[frame.Place([.. places.Select(place => (place.End - length, place.Base - 9, place.End, place.Base + 2))])];
            svg.Text(end, at, Text, "end", small);
        }
    }

    internal override void Sign(Svg svg, double x, double y, string colour)
    {
        // Its text stands at the line.
    }
}
