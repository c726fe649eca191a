using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>What one pass over a tape needs to know besides its inputs.</summary>
/// <param name="Key">Where this pass's noise is drawn; operations take children by their own index.</param>
/// <param name="Training">Whether noise, dropout and batch statistics are on.</param>
public readonly record struct Step(Key Key, bool Training);
