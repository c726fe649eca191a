namespace Mho.Chips;

/// <summary>One part of a bit-serial input: magnitude bits Shift … Shift + Bits − 1, integrated and converted together.</summary>
/// <param name="Shift">The weight of its least significant bit is 2^Shift.</param>
/// <param name="Bits">Planes driven in it.</param>
public readonly record struct InputPhase(int Shift, int Bits)
{
    /// <summary>Sample–integrate cycles: bit b takes 2^b.</summary>
    public int Samples => (1 << Bits) - 1;

    /// <summary>The phases of an input of <paramref name="magnitudeBits"/> bits, most significant first.</summary>
    /// <remarks>m ≤ 3: one phase; else two of ceil(m/2) and floor(m/2) bits when two are asked for (as in CiMLoop's wan_nature_2022 model).</remarks>
    public static InputPhase[] Split(int magnitudeBits, InputPhases phases)
    {
        if (phases == InputPhases.One || magnitudeBits <= 3)
            return [new(0, magnitudeBits)];
        int low = magnitudeBits / 2;
        return [new(low, magnitudeBits - low), new(0, low)];
    }

    /// <summary>The converters of the phases: the first with all bits, each later one with as many fewer as bits went before.</summary>
    public static IAdc[] Converters(InputPhase[] phases, IAdc adc)
    {
        IAdc[] converters = new IAdc[phases.Length];
        int before = 0;
        for (int p = 0; p < phases.Length; p++)
        {
            converters[p] = before == 0 ? adc : adc.Narrower(before);
            before += phases[p].Bits;
        }

        return converters;
    }
}
