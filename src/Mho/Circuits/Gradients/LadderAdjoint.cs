using System.Numerics;
using Mho.Circuits.Ladders;

namespace Mho.Circuits.Gradients;

/// <summary>The adjoint of a crossbar's circuit: what a loss of its outputs gains from every cell and every input.</summary>
/// <remarks>
/// The nodal equations A x = b have a symmetric A. For a loss L of the currents into the bit lines' far terminals, with γ = ∂L/∂I, the adjoint A λ = ∂L/∂x is the same circuit
/// with all inputs at 0 V and the far terminals at γ (where those ends are open and outputs are voltages: with γ sent into the last nodes). Then
/// <code>
/// ∂L/∂G = (λᵥ − λᵤ) ∂I/∂G           of a cell between word node u and bit node v; ∂I/∂G is u − v for a resistor
/// ∂L/∂V = Σ λ(first or last node) / (resistance to the driver)      over the ends that an input drives
/// </code>
/// A non-linear circuit has the same adjoint with its cells' slopes at the solution in A. Complex circuits are symmetric too, so nothing is conjugated: for a
/// real loss take γ = ∂L/∂Re I − i ∂L/∂Im I; then ∂L/∂G = Re(∂L/∂Y) and ∂L/∂C = Re(i ω ∂L/∂Y) for a cell Y = G + i ω C.
/// S. W. Director, R. A. Rohrer, "The generalized adjoint network and network sensitivities", IEEE Trans. Circuit Theory 16, 318 (1969).
/// </remarks>
/// <typeparam name="T">double for direct, <see cref="Complex"/> for alternating current.</typeparam>
internal sealed class LadderAdjoint<T>(int rows, int columns)
    where T : unmanaged, INumberBase<T>
{
    private readonly T[] _words = new T[rows * columns], _bits = new T[rows * columns], _sent = new T[rows * columns], _outputs = new T[columns];

    /// <summary>Solves for λ.</summary>
    /// <param name="ladder">The circuit, factored with the cells' admittances or slopes.</param>
    /// <param name="outputGradients">γ [columns].</param>
    /// <param name="accuracy">What is asked.</param>
    public LadderOutcome Solve(ILadderSolver<T> ladder, ReadOnlySpan<T> outputGradients, LadderAccuracy accuracy)
    {
        LadderDrive<T> drive = new() { BitFar = outputGradients };
        LadderOutcome outcome = ladder.Solve(drive, accuracy, _outputs);
        ladder.State(drive, _words, _bits, _sent);
        return outcome;
    }

    /// <summary>Adds ∂L/∂G of every cell.</summary>
    /// <param name="gains">∂I/∂G, V [rows × columns].</param>
    /// <param name="gradients">[rows × columns].</param>
    public void AddCells(ReadOnlySpan<T> gains, Span<T> gradients)
    {
        for (int k = 0; k < gradients.Length; k++)
            gradients[k] += (_bits[k] - _words[k]) * gains[k];
    }

    /// <summary>∂L/∂V of every input.</summary>
    /// <param name="word">The word lines.</param>
    /// <param name="near">Whether inputs drive the near ends.</param>
    /// <param name="far">Whether inputs drive the far ends.</param>
    /// <param name="gradients">[rows].</param>
    public void Inputs(LadderLines<T> word, bool near, bool far, Span<T> gradients)
    {
        for (int i = 0; i < rows; i++)
        {
            gradients[i] = near ? _words[i * columns] / word.Near![i] : T.Zero;
            if (far)
                gradients[i] += _words[((i + 1) * columns) - 1] / word.Far![i];
        }
    }
}
