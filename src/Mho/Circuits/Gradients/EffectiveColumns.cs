using System.Numerics;
using Mho.Circuits.Ladders;
using Mho.Numerics;

namespace Mho.Circuits.Gradients;

/// <summary>An array's effective matrix column by column: what every input contributes to one output is that output's gradient, one adjoint solve.</summary>
/// <remarks>For arrays of more rows than columns, where a solve for each row would be many. Reciprocity: the nodal matrix is symmetric.</remarks>
/// <typeparam name="T">double for direct, <see cref="Complex"/> for alternating current.</typeparam>
internal sealed class EffectiveColumns<T> : IChunkedWork
    where T : unmanaged, INumberBase<T>
{
    private readonly Crossbar _crossbar;
    private readonly LadderAccuracy _accuracy;
    private readonly Memory<T> _matrix;
    private readonly LadderOutcome[] _outcomes;
    private readonly PerWorker<Place> _places;

    private EffectiveColumns(Crossbar crossbar, ILadderSolver<T> solver, LadderAccuracy accuracy, Memory<T> matrix)
    {
        (_crossbar, _accuracy, _matrix, _outcomes) = (crossbar, accuracy, matrix, new LadderOutcome[crossbar.Columns]);
        _places = new(() => new(crossbar, solver.Sibling()));
    }

    /// <summary>Computes all columns, on all threads.</summary>
    /// <param name="crossbar">The array.</param>
    /// <param name="solver">Its circuit.</param>
    /// <param name="accuracy">What is asked of each solve.</param>
    /// <param name="matrix">[rows × columns].</param>
    public static SolveReport Compute(Crossbar crossbar, ILadderSolver<T> solver, LadderAccuracy accuracy, Memory<T> matrix)
    {
        EffectiveColumns<T> work = new(crossbar, solver, accuracy, matrix);
        Workers.Run(crossbar.Columns, work);
        return LadderOutcome.Worst(work._outcomes);
    }

    public void Do(int chunk, int worker)
    {
        Place place = _places[worker];
        place.Outputs.AsSpan().Clear();
        place.Outputs[chunk] = T.One;
        _outcomes[chunk] = place.Adjoint.Solve(place.Solver, place.Outputs, _accuracy);
        place.Adjoint.Inputs(place.Solver.Word, _crossbar.WordLines.Near.Kind == LineEndKind.Driven, _crossbar.WordLines.Far.Kind == LineEndKind.Driven, place.Inputs);
        for (int i = 0; i < place.Inputs.Length; i++)
            _matrix.Span[(i * _crossbar.Columns) + chunk] = place.Inputs[i];
    }

    private sealed class Place(Crossbar crossbar, ILadderSolver<T> solver)
    {
        public ILadderSolver<T> Solver { get; } = solver;

        public LadderAdjoint<T> Adjoint { get; } = new(crossbar.Rows, crossbar.Columns);

        public T[] Outputs { get; } = new T[crossbar.Columns];

        public T[] Inputs { get; } = new T[crossbar.Rows];
    }
}
