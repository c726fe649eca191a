namespace Mho.Networks;

/// <summary>What was seen in one epoch of training.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Rate">Learning rate at its end.</param>
/// <param name="Loss">Mean cross-entropy of the training steps, in nats, with noise and augmentation on.</param>
/// <param name="Accuracy">Share of training images answered rightly in the steps.</param>
/// <param name="ValidationLoss">Mean cross-entropy after the epoch on images set aside, noise off; NaN if none are.</param>
/// <param name="ValidationAccuracy">Share of these answered rightly; NaN if none are set aside.</param>
public sealed record Epoch(int Number, double Rate, double Loss, double Accuracy, double ValidationLoss, double ValidationAccuracy);
