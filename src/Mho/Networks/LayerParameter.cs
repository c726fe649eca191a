using Mho.Autograd;

namespace Mho.Networks;

/// <summary>One array of numbers that a layer owns.</summary>
/// <param name="Name">Its name within the layer: <c>"kernel"</c>, <c>"bias"</c>, <c>"range"</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Initial">Its values before training.</param>
/// <param name="Trained">Whether an optimiser changes it; statistics of batch norm are only measured.</param>
public sealed record LayerParameter(string Name, Shape Shape, Initial Initial, bool Trained = true);
