namespace Mho.Devices;

/// <summary>A programmable resistor of a crosspoint, described statistically. Further interfaces say what else is known of it.</summary>
public interface IDevice
{
    /// <summary>The conductances it can be programmed to.</summary>
    ConductanceRange Range { get; }
}
