namespace Mho.Chips;

/// <summary>The converter of the published CNN runs: equal decrements are counted until the sign flips.</summary>
/// <remarks>code = sign(v)·(n − ½), n the step of the flip; the controller gives up at n = 100 (authors' code, github.com/weierwan/Neurram_48core).</remarks>
[Model("counting", Source = "github.com/weierwan/Neurram_48core")]
public sealed record CountingAdc : IAdc
{
    /// <summary>The count at which it gives up; 1 … 32767.</summary>
    public int Limit { get; init => field = value is >= 1 and <= 32767 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"a limit of {value} counts; choose 1 to 32767."); } = 100;

    /// <inheritdoc/>
    public double MaxCode => Limit - 0.5;

    /// <inheritdoc/>
    public CodeOrigin Origin => CodeOrigin.StepCentre;

    /// <inheritdoc/>
    /// <remarks>All columns wait for the slowest, so the limit counts.</remarks>
    public int Steps => Limit;

    /// <inheritdoc/>
    public IAdc Narrower(int bits) => this with { Limit = Math.Max(1, Limit >> bits) };
}
