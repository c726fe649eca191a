namespace Mho.Tests.Experiments;

/// <summary>A family with two models.</summary>
public interface ISampleNoise;
