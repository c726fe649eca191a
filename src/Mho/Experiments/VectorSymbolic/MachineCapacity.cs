using Mho.Vsa.Attractors;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>How many states does a network hold? Random machines of more and more states are walked, until none arrives.</summary>
/// <remarks>
/// The worst case, as published: a ring of N_Z states and further random edges, every edge a stimulus of its own, random walks of six edges; a walk counts if the network is in the
/// right state in the middle of every free interval. Half of all walks succeed at the capacity, read off a logistic curve over log N_Z. Keys: walk w of a point draws from
/// <c>run[N][k][ratio][N_Z][w]</c>, of a cell of the map from <c>run["map"][N][k][N_E][N_Z][w]</c>. A finished point is not walked again when the run resumes.
/// After M. Cotteret et al., Neural Computation 36, 549 (2024), section VI.
/// </remarks>
[Model("machine-capacity", Source = "M. Cotteret et al., Neural Computation 36, 549 (2024), arXiv 2212.01196v2")]
public sealed record MachineCapacity : IExperiment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "machine-capacity";

    /// <summary>The one number that all random numbers follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How states are written into neurons.</summary>
    public NetworkKind Network { get; init; } = NetworkKind.Dense;

    /// <summary>N, rising.</summary>
    public IReadOnlyList<int> Neurons { get; init => field = Rising(value, "neurons"); } = [1000, 2000, 4000];

    /// <summary>k, active neurons of a sparse network's states, rising; each N has its best.</summary>
    public IReadOnlyList<int> Ones { get; init => field = Rising(value, "active neurons"); } = [50, 64, 80, 100];

    /// <summary>Edges for each state, rising; 1 is the ring alone.</summary>
    public IReadOnlyList<int> EdgesPerState { get; init => field = Rising(value, "edges for each state"); } = [1];

    /// <summary>Whether neurons feed back to themselves; null for what is published: not in dense networks, but in sparse ones.</summary>
    public bool? SelfConnections { get; init; }

    /// <summary>Whether stimuli of sparse networks sum to nothing over every state.</summary>
    public bool Balanced { get; init; }

    /// <summary>Factor from one number of states to the next.</summary>
    public double Step
    {
        get;
        init => field = value is >= 1.02 and <= 3 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"a factor of {value}; give 1.02 to 3.");
    }
    = 1.12;

    /// <summary>Walks of each point, each with a machine and a network of its own.</summary>
    public int Walks
    {
        get;
        init => field = value is >= 4 and <= 10_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} walks a point; give 4 to 10000.");
    }
    = 30;

    /// <summary>Edges of a walk.</summary>
    public int Edges
    {
        get;
        init => field = value is >= 1 and <= 1000 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"walks of {value} edges; give 1 to 1000.");
    }
    = 6;

    /// <summary>Where success is also mapped; null for nowhere.</summary>
    public CapacityGrid? Map { get; init; }

    /// <inheritdoc/>
    public Report Run(RunFolder folder, IProgressListener progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(progress);
        CapacityProcedure procedure = new(this, folder, progress, cancel);
        return CapacityReporting.Of(this, procedure.Run(), procedure.Map());
    }

    internal static IReadOnlyList<int> Rising(IReadOnlyList<int> values, string what, int least = 1)
    {
        ArgumentNullException.ThrowIfNull(values);
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] < least || (i > 0 && values[i] <= values[i - 1]))
                throw new ArgumentOutOfRangeException(nameof(values), $"{values[i]} {what}, number {i + 1}, is not above {(i == 0 ? least - 1 : values[i - 1])}; give whole numbers in rising order.");
        }

        return values.Count > 0 ? values : throw new ArgumentException($"no number of {what} is given; give at least one.", nameof(values));
    }
}
