using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>A function of one number whose slope follows from its result alone.</summary>
internal interface IPointwise
{
    /// <summary>f(x).</summary>
    static abstract V Of<V>(V x)
        where V : struct, ILanes<V>;

    /// <summary>before + f'(x) dy, for y = f(x).</summary>
    static abstract V Adjoint<V>(V y, V dy, V before)
        where V : struct, ILanes<V>;
}
