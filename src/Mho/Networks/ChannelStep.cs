namespace Mho.Networks;

/// <summary>y = a·x + b for each channel: a batch norm that could not be folded, done in digital.</summary>
/// <param name="input">What enters.</param>
/// <param name="output">What leaves; may be the same buffer.</param>
/// <param name="factors">a, with the value of one code if codes enter.</param>
/// <param name="offsets">b.</param>
internal sealed unsafe class ChannelStep(Signal input, Signal output, float[] factors, float[] offsets) : IDigitalStep
{
    public void Run(Passage passage)
    {
        int pixels = passage.Images * input.Shape.Count / factors.Length;
        float* source = passage[input.Slot], target = passage[output.Slot];
        for (int pixel = 0; pixel < pixels; pixel++, source += factors.Length, target += factors.Length)
        {
            for (int channel = 0; channel < factors.Length; channel++)
                target[channel] = (source[channel] * factors[channel]) + offsets[channel];
        }
    }
}
