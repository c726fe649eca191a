namespace Mho.Experiments.Plots;

/// <summary>Values as colours of evenly growing lightness, so that order is seen without colour vision and in grey print.</summary>
/// <remarks>Interpolated between nine anchors of viridis, by S. van der Walt and N. Smith (matplotlib, CC0).</remarks>
internal static class ColourMap
{
    private static readonly (int R, int G, int B)[] Anchors =
        [(68, 1, 84), (71, 44, 122), (59, 81, 139), (44, 113, 142), (33, 144, 141), (39, 173, 129), (92, 200, 99), (170, 220, 50), (253, 231, 37)];

    /// <summary>256 colours, red, green, blue.</summary>
    public static byte[] Bytes { get; } = [.. Enumerable.Range(0, 256).SelectMany(i => At(i / 255.0))];

    /// <summary>The place 0 … 255 of a value.</summary>
    public static byte Place(double value, double low, double high) =>
        double.IsFinite(value) ? (byte)Math.Round(255 * Math.Clamp((value - low) / (high - low), 0, 1)) : (byte)0;

    /// <summary>A place's colour.</summary>
    public static string Hex(byte place) => $"#{Bytes[3 * place]:x2}{Bytes[(3 * place) + 1]:x2}{Bytes[(3 * place) + 2]:x2}";

    private static byte[] At(double fraction)
    {
        double position = fraction * (Anchors.Length - 1);
        int below = Math.Min((int)position, Anchors.Length - 2);
        double part = position - below;
        (int R, int G, int B) a = Anchors[below], b = Anchors[below + 1];
        return [Mix(a.R, b.R, part), Mix(a.G, b.G, part), Mix(a.B, b.B, part)];
    }

    private static byte Mix(int a, int b, double part) => (byte)Math.Round(a + ((b - a) * part));
}
