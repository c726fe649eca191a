namespace Mho.Chips;

/// <summary>One conversion, for traces and tests; tiles convert whole blocks at once.</summary>
public static class AdcConversion
{
    /// <summary>The code of <paramref name="volts"/> at <paramref name="step"/> volts a step.</summary>
    public static double Convert(this IAdc adc, double volts, double step)
    {
        ArgumentNullException.ThrowIfNull(adc);
        double steps = volts / step;
        return adc.Origin switch
        {
            CodeOrigin.StepEdge => Math.Clamp(Math.Truncate(steps), -adc.MaxCode, adc.MaxCode),
            CodeOrigin.StepCentre => Math.Clamp(Math.Floor(steps) + 0.5, -adc.MaxCode, adc.MaxCode),
            _ => steps,
        };
    }
}
