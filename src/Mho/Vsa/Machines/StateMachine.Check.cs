using System.Text.Json.Serialization;

namespace Mho.Vsa.Machines;

public sealed partial class StateMachine
{
    /// <summary>For each edge x → y, whether y has an edge for the same stimulus.</summary>
    /// <remarks>
    /// Of such consecutive edges a network that holds its stimulus for long enough would take both, or go to and fro for ever where they join two states both ways; an edge state between x and y,
    /// and a stimulus in two halves, keep them apart (M. Cotteret et al., Neural Computation 36, 549 (2024), section 2.2). Loops are among them.
    /// </remarks>
    [JsonIgnore]
    public IReadOnlyList<bool> NeedsEdgeState => field ??= [.. IndexedEdges.Select(edge => Next(edge.To, edge.Stimulus) >= 0)];

    /// <summary>Places of the states that no walk from the start comes to.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Unreachable => field ??= [.. Enumerable.Range(0, States.Count).Except(Reached())];

    /// <summary>What is doubtful about the machine: states out of reach (errors: a network would spend weight on them in vain) and states without a way out (notes).</summary>
    public IReadOnlyList<Finding> Check()
    {
        List<Finding> findings = [];
        findings.AddRange(Unreachable.Select(state => new Finding(
            Severity.Error, States[state], $"no walk from \"{Start}\" comes to it", "add an edge that leads there, or leave the state out")));
        findings.AddRange(Enumerable.Range(0, States.Count)
            .Where(state => Leaving(state).All(edge => IndexedEdges[edge].To == state))
            .Select(state => new Finding(Severity.Note, States[state], "no edge leads out of it", "a machine that comes here stays here; add an edge if that is not meant")));
        return findings;
    }

    /// <summary>This machine, if a network can be made from it.</summary>
    /// <exception cref="InputException"><see cref="Check"/> found an error; all are named.</exception>
    public StateMachine Checked()
    {
        Finding[] errors = [.. Check().Where(finding => finding.Severity == Severity.Error)];
        return errors.Length == 0 ? this : throw new InputException(
            $"{Name}: no walk from \"{Start}\" comes to {string.Join(", ", errors.Take(8).Select(error => $"\"{error.Where}\""))}{(errors.Length > 8 ? $" and {errors.Length - 8} more" : "")}; "
            + "add edges that lead there, or leave these states out.");
    }

    private HashSet<int> Reached()
    {
        HashSet<int> reached = [StartIndex];
        Queue<int> next = new([StartIndex]);
        while (next.TryDequeue(out int state))
        {
            foreach (int to in Leaving(state).Select(edge => IndexedEdges[edge].To).Where(reached.Add))
                next.Enqueue(to);
        }

        return reached;
    }
}
