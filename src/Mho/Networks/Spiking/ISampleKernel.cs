using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>A kernel that treats samples, and columns of a sample, independently.</summary>
internal interface ISampleKernel
{
    /// <summary>Does columns <paramref name="from"/> … <paramref name="to"/> − 1 of a sample, a whole number of registers.</summary>
    void Do<V>(int sample, int from, int to)
        where V : struct, ILanes<V>;
}
