using Mho.Numerics;

namespace Mho.Devices;

/// <summary>What a measurement of relaxation says of the device.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Cells">How many cells.</param>
/// <param name="Curves">Points, curves and goodness of fit at each nominal time.</param>
/// <param name="Drift">Median over the cells of ν in G ∝ t^−ν, a straight line of ln G in ln t for each cell above a tenth of full scale; null with fewer than three times.</param>
/// <param name="DriftSpread">Robust standard deviation of ν from cell to cell.</param>
/// <param name="Device">The device for experiments.</param>
/// <param name="Findings">Doubts: times left out, curves that miss their points.</param>
public sealed record RelaxationFit(
    string Name, int Cells, IReadOnlyList<RelaxationCurveFit> Curves, Estimate? Drift, Estimate? DriftSpread, MeasuredRelaxation Device, IReadOnlyList<Finding> Findings);
