using System.Globalization;
using Mho.Vsa.Machines;

namespace Mho.Cli.Machines;

/// <summary>A walk as lines of text: stimulus, where the machine is, where the network is, how much.</summary>
internal static class WalkTable
{
    /// <summary>Writes the head, then a line for the first state and for each stimulus.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="stimuli">As given.</param>
    /// <param name="expected">The machine's walk.</param>
    /// <param name="seen">Places of states; −1 for none.</param>
    /// <param name="overlaps">With the expected state.</param>
    /// <param name="says">What is said at each stimulus; null where networks define no outputs.</param>
    public static void Write(Terminal terminal, IReadOnlyList<string> stimuli, Walk expected, IReadOnlyList<int> seen, IReadOnlyList<double> overlaps, Func<int, string>? says)
    {
        StateMachine machine = expected.Machine;
        int widest = Math.Max(8, Math.Max(stimuli.DefaultIfEmpty("").Max(stimulus => stimulus.Length), machine.States.Max(state => state.Length)));
        terminal.Output.WriteLine($"{"stimulus".PadRight(widest)}  {"machine".PadRight(widest)}  {"network".PadRight(widest)}  overlap{(says is null ? "" : "  says")}");
        for (int k = 0; k <= stimuli.Count; k++)
        {
            string network = seen[k] < 0 ? "(none)" : machine.States[seen[k]], said = k == 0 || says is null ? "" : says(k - 1);
            string line = string.Create(CultureInfo.InvariantCulture, $"{(k == 0 ? "" : stimuli[k - 1]).PadRight(widest)}  {machine.States[expected.States[k]].PadRight(widest)}  {network.PadRight(widest)}  {overlaps[k],7:F4}  {said}");
            terminal.Output.WriteLine(line.TrimEnd());
        }

        if (machine.Accepting.Count > 0)
            terminal.Output.WriteLine(seen[^1] >= 0 && machine.IsAccepting(seen[^1]) ? "accepted" : "not accepted");
    }
}
