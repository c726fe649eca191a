namespace Mho.Tests.Experiments;

[Model("stuck-sample")]
public sealed record StuckSample(double Share = 0.01, Conductance? At = null) : ISampleNoise;
