namespace Mho;

/// <summary>A doubt about a result, said where people look: "ADC of fc2 clips 3.1 % of samples; widen full scale".</summary>
/// <param name="Severity">How much the result may be trusted in spite of it.</param>
/// <param name="Where">The layer, tile or step concerned.</param>
/// <param name="Message">What was seen, with its number.</param>
/// <param name="Advice">The way out.</param>
public sealed record Finding(Severity Severity, string Where, string Message, string Advice)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Severity.ToString().ToLowerInvariant()}: {Where}: {Message}; {Advice}";
}
