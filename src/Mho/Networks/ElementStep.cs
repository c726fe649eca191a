namespace Mho.Networks;

/// <summary>A function of every value, from one buffer to another or in place.</summary>
/// <param name="input">What enters.</param>
/// <param name="output">What leaves; may be the same buffer.</param>
/// <param name="scale">Value of one unit of the input: codes become real numbers first.</param>
/// <param name="apply">The function, in place.</param>
internal sealed unsafe class ElementStep(Signal input, Signal output, float scale, ElementStep.Function apply) : IDigitalStep
{
    /// <summary>Changes values in place.</summary>
    public delegate void Function(float* values, int count);

    public void Run(Passage passage)
    {
        int count = passage.Images * input.Shape.Count;
        float* source = passage[input.Slot], target = passage[output.Slot];
        if (source != target)
            Buffer.MemoryCopy(source, target, (long)count * sizeof(float), (long)count * sizeof(float));
        if (scale != 1)
        {
            for (int i = 0; i < count; i++)
                target[i] *= scale;
        }

        apply(target, count);
    }
}
