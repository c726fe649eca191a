using Mho.Autograd;
using Mho.Chips;

namespace Mho.Networks;

/// <summary>A value on its way through a deployed network: in which buffer, of what shape, and whether it is integer codes or real numbers.</summary>
/// <param name="Slot">The buffer.</param>
/// <param name="Shape">Of one image.</param>
/// <param name="Code">How codes are read; null for real numbers.</param>
/// <param name="Shared">Whether somebody else still needs the buffer: then nobody writes over it.</param>
internal sealed record Signal(int Slot, Shape Shape, InputCode? Code, bool Shared = false);
