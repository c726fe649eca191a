namespace Mho.Chips;

/// <summary>What one matrix costs an inference.</summary>
/// <param name="Name">The layer.</param>
/// <param name="Segments">Tiles of one copy.</param>
/// <param name="Replicas">Copies.</param>
/// <param name="Rounds">Tiles of a copy that share a core and so take turns; 1 when each has its own.</param>
/// <param name="Vectors">Products of one inference.</param>
/// <param name="Product">Energy of one product over all its tiles, by part.</param>
/// <param name="Energy">Energy of an inference.</param>
/// <param name="Latency">Time of an inference in this matrix, copies working side by side.</param>
/// <param name="Cells">Cells of all copies.</param>
/// <param name="Utilisation">Those cells over the cells of the cores they lie on.</param>
public sealed record MatrixCost(
    string Name, int Segments, int Replicas, int Rounds, int Vectors, MvmEnergy Product, Energy Energy, Duration Latency, int Cells, double Utilisation);
