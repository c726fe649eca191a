using System.Runtime.Intrinsics.X86;

namespace Mho.Autograd;

// What this machine has.
internal static class VectorUnits
{
    public static VectorUnit Best { get; } = Avx512F.IsSupported ? VectorUnit.Avx512 : Fma.IsSupported && Avx2.IsSupported ? VectorUnit.Avx2 : VectorUnit.Portable;
}
