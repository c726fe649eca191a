using System.Runtime.Intrinsics;

namespace Mho.Circuits.Cells;

/// <summary>The law of an element in registers.</summary>
internal interface ICellLaw
{
    /// <summary>Eight cells: <paramref name="current"/> in A and <paramref name="slope"/> = ∂I/∂V in S for G = <paramref name="g"/> in S at <paramref name="v"/> in V.</summary>
    void At(Vector512<double> g, Vector512<double> v, out Vector512<double> current, out Vector512<double> slope);
}
