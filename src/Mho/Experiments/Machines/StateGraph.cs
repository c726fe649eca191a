using Mho.Experiments.Plots;
using Mho.Vsa.Machines;

namespace Mho.Experiments.Machines;

/// <summary>A state machine as a graph: states on an ellipse, clockwise from the top; an arrow for all edges from one state to another, in the colour of the first, with <c>stimulus / output</c>.</summary>
/// <remarks>A dot points at the start, accepting states have a double outline.</remarks>
/// <param name="Machine">The machine, of at most 200 states.</param>
public sealed record StateGraph(StateMachine Machine) : IPlot
{
    private const int MaximumStates = 200;
    private const double HalfHeight = 15, Top = 40, LoopReach = 44;

    // Where along its arrow a label may stand, the best first: the middles of long arrows meet in the centre.
    private static readonly double[] Along = [0.42, 0.5, 0.34, 0.58, 0.26, 0.66, 0.2, 0.74];

    /// <summary>The machine.</summary>
    public StateMachine Machine { get; init => field = Drawable(value); } = Drawable(Machine);

    /// <inheritdoc/>
    public string ToSvg()
    {
        int n = Machine.States.Count;
        double[] half = [.. Machine.States.Select(state => Math.Max(18, 12 + (Svg.Width(state) / 2)))];
        double across = n == 1 ? 0 : Math.Max(150, ((2 * half.Max()) + 56) / (2 * Math.Sin(Math.PI / n))), up = n == 1 ? 0 : Math.Max(130, 0.72 * across);
        List<(int From, int To, GraphLabel Label)> arrows = [.. Enumerable.Range(0, Machine.Edges.Count)
            .GroupBy(edge => (Machine.IndexedEdges[edge].From, Machine.IndexedEdges[edge].To), edge => Machine.Edges[edge])
            .Select(edges => (edges.Key.From, edges.Key.To, GraphLabel.Of(edges)))];
        GraphLabel[] loops = [.. arrows.Where(arrow => arrow.From == arrow.To).Select(arrow => arrow.Label)];
        double width = 2 * (across + half.Max() + LoopReach + (2 * loops.Select(loop => loop.HalfWidth).DefaultIfEmpty().Max()));
        double height = Top + (2 * (up + HalfHeight + LoopReach + (2 * loops.Select(loop => loop.HalfHeight).DefaultIfEmpty().Max())));
        GraphPoint centre = new(width / 2, (height + Top) / 2);
        GraphBox[] boxes = [.. Enumerable.Range(0, n).Select(state => new GraphBox(centre + On(state, n, across, up), half[state], HalfHeight))];

        Svg svg = new(Math.Max(width, 40 + Svg.Width(Machine.Name, 15)), height, Machine.Name);
        svg.Text(20, 26, Machine.Name, look: "class=\"mt\" font-size=\"15\" font-weight=\"600\"");
        List<GraphBox> taken = [.. boxes];
        List<(GraphLabel Label, GraphPoint Place)> labels = [];
        foreach ((int from, int to, GraphLabel label) in arrows)
        {
            IEnumerable<GraphPoint> places = from == to
                ? [Loop(svg, boxes[from], n == 1 ? new(0, -1) : (boxes[from].Centre - centre).Unit, from, label)]
                : Arrow(svg, boxes[from], boxes[to], from);
            GraphBox room = places.Select(place => new GraphBox(place, label.HalfWidth, label.HalfHeight)).MinBy(box => taken.Sum(box.Shared));
            taken.Add(room);
            labels.Add((label, room.Centre));
        }

        Begin(svg, boxes[Machine.StartIndex]);
        for (int state = 0; state < n; state++)
            State(svg, boxes[state], Machine.States[state], Palette.Of(state), Machine.IsAccepting(state));
        foreach ((GraphLabel label, GraphPoint place) in labels)
            label.Draw(svg, place);
        return svg.Finish();
    }

    private static GraphPoint On(int state, int n, double across, double up)
    {
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * state / n);
        return new(across * sine, -up * cosine);
    }

    // Bowed to the left of its way, so that edges both ways are two arrows; gives places for its label, the best first.
    private static IEnumerable<GraphPoint> Arrow(Svg svg, GraphBox from, GraphBox to, int colour)
    {
        GraphPoint way = to.Centre - from.Centre, bend = from.Centre + (way * 0.5) + (way.Left * 0.14);
        GraphPoint begin = from.Edge(bend), end = to.Edge(bend);
        Draw(svg, $"M{begin}Q{bend} {end}", end, end - bend, colour);
        return Along.Select(t => (begin * ((1 - t) * (1 - t))) + (bend * (2 * t * (1 - t))) + (end * (t * t)));
    }

    private static GraphPoint Loop(Svg svg, GraphBox box, GraphPoint outwards, int colour, GraphLabel label)
    {
        GraphPoint aside = outwards.Left * 30, far = box.Edge(box.Centre + outwards) + (outwards * 44);
        GraphPoint first = far + aside, second = far - aside, begin = box.Edge(box.Centre + (outwards * 30) + (aside * 0.5)), end = box.Edge(box.Centre + (outwards * 30) - (aside * 0.5));
        Draw(svg, $"M{begin}C{first} {second} {end}", end, end - second, colour);
        // The curve comes three quarters of the way to its two outer points.
        return far - (outwards * 7) + new GraphPoint(outwards.X * label.HalfWidth, outwards.Y * label.HalfHeight);
    }

    private static void Draw(Svg svg, string path, GraphPoint tip, GraphPoint direction, int colour)
    {
        svg.Append($"<path d=\"{path}\" fill=\"none\" stroke=\"{Palette.Of(colour)}\" stroke-width=\"1.4\"/>");
        GraphPoint back = tip - (direction.Unit * 9), aside = direction.Unit.Left * 3.6;
        svg.Append($"<path d=\"M{tip}L{back + aside}L{back - aside}Z\" fill=\"{Palette.Of(colour)}\"/>");
    }

    private static void Begin(Svg svg, GraphBox box)
    {
        GraphPoint dot = box.Centre - new GraphPoint(box.HalfWidth + 10, box.HalfHeight + 16), end = box.Edge(dot);
        svg.Append($"<circle cx=\"{Svg.Number(dot.X)}\" cy=\"{Svg.Number(dot.Y)}\" r=\"4\" class=\"mt\"/>");
        svg.Line(dot.X, dot.Y, end.X, end.Y, "class=\"mk\" stroke-width=\"1.4\"");
    }

    private static void State(Svg svg, GraphBox box, string name, string colour, bool accepting)
    {
        for (double inset = 0; inset <= (accepting ? 3 : 0); inset += 3)
        {
            GraphPoint corner = box.Centre - new GraphPoint(box.HalfWidth - inset, box.HalfHeight - inset);
            svg.Rectangle(corner.X, corner.Y, 2 * (box.HalfWidth - inset), 2 * (box.HalfHeight - inset),
                $"rx=\"{Svg.Number(box.HalfHeight - inset)}\" fill=\"{colour}\" fill-opacity=\"{(inset > 0 ? "0" : "0.14")}\" stroke=\"{colour}\" stroke-width=\"1.4\"");
        }

        svg.Text(box.Centre.X, box.Centre.Y + 4, name, "middle");
    }

    private static StateMachine Drawable(StateMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return machine.States.Count <= MaximumStates
            ? machine
            : throw new ArgumentException($"{machine.Name} has {machine.States.Count} states, and a graph of more than {MaximumStates} cannot be read; draw a smaller machine.", nameof(machine));
    }
}
