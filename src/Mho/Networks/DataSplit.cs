namespace Mho.Networks;

/// <summary>What a network learns from and what it is judged by.</summary>
/// <param name="Train">Images to learn from.</param>
/// <param name="Test">Images never seen in training.</param>
public sealed record DataSplit(LabelledImages Train, LabelledImages Test);
