namespace Mho.Networks;

/// <summary>The end of a residual block: body plus shortcut; a shortcut without parameters takes every stride-th pixel and leaves missing channels zero.</summary>
/// <param name="body">Real numbers; the sum is left here.</param>
/// <param name="shortcut">Codes or real numbers, of the same or a larger image with as many or fewer channels.</param>
/// <param name="bodyScale">Value of one unit of the body.</param>
/// <param name="shortcutScale">Value of one unit of the shortcut.</param>
internal sealed unsafe class SumStep(Signal body, Signal shortcut, float bodyScale, float shortcutScale) : IDigitalStep
{
    public void Run(Passage passage)
    {
        float* sum = passage[body.Slot], added = passage[shortcut.Slot];
        if (body.Shape == shortcut.Shape)
        {
            int count = passage.Images * body.Shape.Count;
            for (int i = 0; i < count; i++)
                sum[i] = (sum[i] * bodyScale) + (added[i] * shortcutScale);
            return;
        }

        int height = body.Shape[0], width = body.Shape[1], channels = body.Shape[2], fewer = shortcut.Shape[2];
        int stride = (shortcut.Shape[0] + height - 1) / height;
        for (int image = 0; image < passage.Images; image++, added += shortcut.Shape.Count)
        {
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++, sum += channels)
                {
                    float* pixel = added + (((y * stride * shortcut.Shape[1]) + (x * stride)) * fewer);
                    for (int channel = 0; channel < channels; channel++)
                        sum[channel] = (sum[channel] * bodyScale) + (channel < fewer ? pixel[channel] * shortcutScale : 0);
                }
            }
        }
    }
}
