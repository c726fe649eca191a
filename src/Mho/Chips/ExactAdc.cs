namespace Mho.Chips;

/// <summary>No converter at all: volts are passed on. To see what conversion costs.</summary>
[Model("exact")]
public sealed record ExactAdc : IAdc
{
    /// <inheritdoc/>
    public double MaxCode => double.PositiveInfinity;

    /// <inheritdoc/>
    public CodeOrigin Origin => CodeOrigin.Exact;

    /// <inheritdoc/>
    public int Steps => 0;

    /// <inheritdoc/>
    public IAdc Narrower(int bits) => this;
}
