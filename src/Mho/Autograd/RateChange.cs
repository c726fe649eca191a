namespace Mho.Autograd;

/// <summary>From an epoch on, the first rate times a factor.</summary>
/// <param name="Epoch">Epochs done when it begins.</param>
/// <param name="Factor">Of the first rate, not of the one before.</param>
public sealed record RateChange(double Epoch, double Factor);
