using Mho.Experiments.Plots;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>A network's walk, drawn: how much it is in each state, step by step.</summary>
public static class OverlapPlot
{
    private const int MostStates = 12;

    /// <summary>Overlaps with the states that the walk should come through, at most twelve; rules where stimuli begin.</summary>
    /// <param name="walk">With its trace.</param>
    /// <param name="protocol">How stimuli came.</param>
    public static Plot Of(AttractorWalk walk, Protocol protocol)
    {
        ArgumentNullException.ThrowIfNull(walk);
        ArgumentNullException.ThrowIfNull(protocol);
        if (walk.Trace.Count == 0)
            throw new ArgumentException("the walk has no trace; ask for it when it is run.", nameof(walk));
        StateMachine machine = walk.Expected.Machine;
        double[] steps = [.. Enumerable.Range(1, walk.Trace.Count).Select(t => (double)t)];
        List<Mark> marks = [];
        int[] states = [.. walk.Expected.States.Distinct().Take(MostStates)];
        for (int i = 0; i < states.Length; i++)
            marks.Add(new Line(machine.States[states[i]], steps, [.. walk.Trace.Select(overlaps => overlaps[states[i]])]) { Colour = Palette.Of(i) });
        for (int k = 0; k < walk.Expected.Steps; k++)
            marks.Add(new Rule(walk.Expected.Stimuli[k] < 0 ? "unknown" : machine.Stimuli[walk.Expected.Stimuli[k]], protocol.Free + (k * protocol.Period), Vertical: true));
        return new Plot(machine.Name, new Axis("step"), new Axis("overlap with the state") { Max = 1.05 }, marks) { Width = Math.Clamp(14 * walk.Trace.Count / 2, 680, 1600), Height = 360 };
    }
}
