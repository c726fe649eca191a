namespace Mho.Numerics;

/// <summary>Which operands of a product are copied into panels before use.</summary>
[Flags]
internal enum Packing
{
    None = 0,
    Left = 1,
    Right = 2,
    Both = Left | Right,
}
