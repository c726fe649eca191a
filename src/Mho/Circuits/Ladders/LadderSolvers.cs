using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace Mho.Circuits.Ladders;

/// <summary>Picks the widest registers of this processor.</summary>
internal static class LadderSolvers
{
    /// <summary>A solver for direct current.</summary>
    public static ILadderSolver<double> Real(LadderLines<double> word, LadderLines<double> bit) =>
        Avx512F.IsSupported ? new LadderSolver<RealLanes8, double>(word, bit)
        : Fma.IsSupported ? new LadderSolver<RealLanes4, double>(word, bit)
        : new LadderSolver<RealLane, double>(word, bit);

    /// <summary>A solver for alternating current.</summary>
    public static ILadderSolver<Complex> Complex(LadderLines<Complex> word, LadderLines<Complex> bit) =>
        Avx512F.IsSupported ? new LadderSolver<ComplexLanes<RealLanes8>, Complex>(word, bit)
        : Fma.IsSupported ? new LadderSolver<ComplexLanes<RealLanes4>, Complex>(word, bit)
        : new LadderSolver<ComplexLanes<RealLane>, Complex>(word, bit);
}
