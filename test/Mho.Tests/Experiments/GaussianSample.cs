namespace Mho.Tests.Experiments;

[Model("gaussian-sample")]
public sealed record GaussianSample(double Sigma = 0.05) : ISampleNoise;
