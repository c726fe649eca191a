namespace Mho.Networks;

/// <summary>After so many epochs the learning rate becomes another.</summary>
/// <param name="After">Epochs done before the change.</param>
/// <param name="Factor">Learning rate from then on, relative to the first.</param>
public sealed record RateDrop(int After, double Factor);
