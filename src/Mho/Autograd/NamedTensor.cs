namespace Mho.Autograd;

/// <summary>Values under a name, apart from any network.</summary>
/// <param name="Name">Unique in a checkpoint.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">As many as the shape counts, last axis fastest.</param>
public sealed record NamedTensor(string Name, Shape Shape, ReadOnlyMemory<float> Values)
{
    internal NamedTensor(string name, Shape shape, float[] values)
        : this(name, shape, values.AsMemory())
    {
    }
}
