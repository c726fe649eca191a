using Mho.Devices;

namespace Mho.Chips;

/// <summary>How a signed weight becomes conductances. Every weight is a pair of cells on two neighbouring rows, driven with +x and −x.</summary>
/// <remarks>
/// A weight may take several columns (slices) whose readings are shifted and added: W = Σₛ (G⁺ₛ − G⁻ₛ) · <see cref="WeightPerSiemens"/>(s).
/// A new encoding is one sealed record with these three members.
/// </remarks>
public interface IWeightEncoding
{
    /// <summary>Columns one weight takes.</summary>
    int Slices { get; }

    /// <summary>Target conductances in S of the pair of <paramref name="slice"/>.</summary>
    /// <param name="weight">The weight; beyond ±<paramref name="full"/> it is clipped.</param>
    /// <param name="full">The weight that takes the whole range.</param>
    /// <param name="slice">0 is the least significant.</param>
    /// <param name="range">The device's conductances.</param>
    (double Plus, double Minus) Pair(double weight, double full, int slice, ConductanceRange range);

    /// <summary>The weight that 1 S of difference of <paramref name="slice"/>'s pair stands for.</summary>
    double WeightPerSiemens(double full, int slice, ConductanceRange range);
}
