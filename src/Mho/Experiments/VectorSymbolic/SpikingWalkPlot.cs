using Mho.Experiments.Plots;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Mho.Vsa.Spiking;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>A spiking network's walk, drawn: how much it is in each state over time, and below it who fired.</summary>
public static class SpikingWalkPlot
{
    // Of thousands of neurons and hundreds of thousands of spikes a page shows what the eye can tell apart.
    private const int MostStates = 12, Rows = 12;

    private const string Grey = "#8c959f";

    /// <summary>Overlaps with the states that the walk should come through, at most twelve, and spikes of twelve neurons of each and of twelve that are in no state.</summary>
    /// <param name="walk">With its trace.</param>
    /// <param name="patterns">Which neurons are a state's.</param>
    /// <param name="protocol">How stimuli came.</param>
    public static Stacked Of(SpikingWalk walk, SparsePatterns patterns, SpikingProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(walk);
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(protocol);
        if (walk.Trace.Count == 0)
            throw new ArgumentException("the walk has no trace; ask for it when it is run.", nameof(walk));
        StateMachine machine = walk.Expected.Machine;
        int[] states = [.. walk.Expected.States.Distinct().Take(MostStates)];
        string[] names = [.. states.Select(state => machine.States[state]), "no state"];
        double margin = 34 + names.Append("0.00").Max(name => Svg.Width(name)), width = Math.Clamp(90 + (240 * walk.Time.SI), 680, 1800);
        Axis time = new("time (s)") { Min = 0, Max = walk.Time.SI };
        Mark[] rules = [.. Stimuli(walk, protocol)];
        return new(machine.Name,
        [
            new Plot(machine.Name, time, new Axis("overlap with the state") { Min = 0, Max = 1.15 }, [.. Overlaps(walk, protocol, states), .. rules]) { Width = width, Height = 300, Margin = margin },
            new Plot("Spikes", time,
                new Axis("neurons of the state") { Min = -1, Max = (names.Length * (Rows + 2)) - 1, Ticks = [.. names.Select((name, i) => ((names.Length - 1.0 - i) * (Rows + 2) + ((Rows - 1) / 2.0), name))] },
                [.. Spikes(walk, patterns, states), .. rules.Select(rule => (rule as Rule)! with { Text = "" })]) { Width = width, Height = 110 + (names.Length * 26), Margin = margin },
        ]);
    }

    private static IEnumerable<Mark> Overlaps(SpikingWalk walk, SpikingProtocol protocol, int[] states)
    {
        double[] times = [.. Enumerable.Range(1, walk.Trace.Count).Select(sample => sample * protocol.Sample.SI)];
        for (int i = 0; i < states.Length; i++)
            yield return new Line(walk.Expected.Machine.States[states[i]], times, [.. walk.Trace.Select(overlaps => overlaps[states[i]])]) { Colour = Palette.Of(i) };
    }

    private static IEnumerable<Mark> Stimuli(SpikingWalk walk, SpikingProtocol protocol)
    {
        double period = protocol.Rest.SI + protocol.First.SI + protocol.Second.SI;
        for (int k = 0; k < walk.Expected.Steps; k++)
            yield return new Rule(walk.Expected.Stimuli[k] < 0 ? "unknown" : walk.Expected.Machine.Stimuli[walk.Expected.Stimuli[k]], protocol.Rest.SI + (k * period), Vertical: true);
    }

    // The first state on top; neurons that are in one of the states alone, where there are enough of them.
    private static IEnumerable<Mark> Spikes(SpikingWalk walk, SparsePatterns patterns, int[] states)
    {
        int[] memberships = new int[patterns.Length];
        foreach (int one in patterns.States.SelectMany(state => state.Ones.ToArray()))
            memberships[one]++;
        double step = walk.Step.SI;
        ILookup<int, int> of = walk.Raster.ToLookup(spike => spike.Neuron, spike => spike.Step);
        for (int i = 0; i <= states.Length; i++)
        {
            int[] neurons = i == states.Length
                ? [.. Enumerable.Range(0, patterns.Length).Where(neuron => memberships[neuron] == 0).Take(Rows)]
                : [.. patterns.States[states[i]].Ones.ToArray().OrderBy(neuron => memberships[neuron]).Take(Rows)];
            List<double> times = [], rows = [];
            for (int n = 0; n < neurons.Length; n++)
            {
                foreach (int spike in of[neurons[n]])
                {
                    times.Add(spike * step);
                    rows.Add(((states.Length - i) * (Rows + 2)) + (Rows - 1 - n));
                }
            }

            yield return new Raster("", times, rows) { Colour = i == states.Length ? Grey : Palette.Of(i) };
        }
    }
}
