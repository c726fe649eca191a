namespace Mho.Experiments.VectorSymbolic;

/// <summary>Where success is mapped: numbers of states, and of edges in a dense network or of active neurons in a sparse one.</summary>
public sealed record CapacityGrid
{
    /// <summary>N.</summary>
    public int Neurons
    {
        get;
        init => field = value is >= 100 and <= 1_000_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} neurons; give 100 to 1000000.");
    }
    = 1000;

    /// <summary>N_Z, rising; two at least.</summary>
    public IReadOnlyList<int> States { get; init => field = MachineCapacity.Rising(value, "states", 2); } = [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28];

    /// <summary>N_E of dense networks, rising; a ring has as many edges as states at least, fewer are left out.</summary>
    public IReadOnlyList<int> Edges { get; init => field = MachineCapacity.Rising(value, "edges", 2); } = [4, 8, 12, 16, 20, 24, 28, 32, 36, 40];

    /// <summary>k of sparse networks, rising; their machines have as many edges for each state as the first curve.</summary>
    public IReadOnlyList<int> Ones { get; init => field = MachineCapacity.Rising(value, "active neurons", 2); } = [32, 40, 50, 64, 80, 100, 128, 160];
}
