using System.Runtime.InteropServices;

namespace Mho.Networks.Spiking;

/// <summary>A spike of one input as the gradient of its weights sees it: which row of a block's sums begins its interval, and how much of that it takes; the rest is of the next.</summary>
/// <param name="Row">Sample within the block times (intervals + 1), plus the interval.</param>
/// <param name="Share">s.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PlacedSpike(int Row, float Share);
