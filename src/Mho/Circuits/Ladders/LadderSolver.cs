using System.Numerics;
using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Circuits.Ladders;

/// <inheritdoc cref="ILadderSolver{T}"/>
internal sealed unsafe class LadderSolver<TLanes, T> : ILadderSolver<T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    // What the residuals that recurrences carry on may be believed to.
    private const double Recurrences = 1e-11;

    private readonly LadderFactors<TLanes, T> _factors;
    private readonly PerWorker<StrongBox<LadderWork<TLanes, T>?>> _works = new(static () => new());
    private LadderWork<TLanes, T>? _state;

    public LadderSolver(LadderLines<T> word, LadderLines<T> bit)
        : this(new LadderFactors<TLanes, T>(word, bit))
    {
    }

    private LadderSolver(LadderFactors<TLanes, T> factors) => _factors = factors;

    public LadderLines<T> Word => _factors.Word;

    public long WorkBytes => sizeof(double) * ((3 * _factors.Shape.Doubles) + (3 * _factors.Shape.Block));

    public void Factor(ReadOnlySpan<T> cells) => _factors.Factor(cells, Work(0));

    public ILadderSolver<T> Sibling() => new LadderSolver<TLanes, T>(_factors);

    public LadderOutcome Solve(LadderDrive<T> drive, LadderAccuracy accuracy, Span<T> outputs)
    {
        _state ??= new(_factors.Shape, voltages: true);
        return ConjugateGradients<TLanes, T>.Solve(_factors, _state, drive, _factors.Uneven && accuracy.Proven ? Careful(accuracy) : accuracy, outputs);
    }

    public void SolveMany(LadderTerminals<T> fill, int count, LadderAccuracy accuracy, Memory<T> outputs, Memory<LadderOutcome> outcomes) =>
        Workers.Run(count, new Batch(this, fill, _factors.Uneven || accuracy.Tolerance < Recurrences ? Careful(accuracy) : accuracy with { Proven = false }, outputs, outcomes));

    public void State(LadderDrive<T> drive, Span<T> wordLines, Span<T> bitLines, Span<T> cells)
    {
        LadderWork<TLanes, T> work = _state ?? throw new InvalidOperationException("nothing was solved yet.");
        LadderShape s = _factors.Shape;
        AlignedDoubles words = work.Words;
        double* lanes = stackalloc double[2 * s.Register];
        for (int block = 0; block < s.Blocks; block++)
        {
            StateTiles<TLanes, T> tiles = new(work);
            SchurProduct<TLanes, T>.Sweep(_factors, work, block, LadderStart<TLanes, T>.Sources(work, drive, block, lanes), ref tiles, words.Start);
            LadderOrder<TLanes, T>.TurnBack(s, block, words.Start, wordLines, negate: false);
            LadderOrder<TLanes, T>.TurnBack(s, block, work.Currents.Start, cells, negate: true);
        }

        LadderOrder<TLanes, T>.FromStrips(s, work.Voltages!.Start, bitLines);
    }

    // Where numbers span many decades, recurrences drift from the residual they stand for, and errors hide in slow modes that the last changes do not show.
    private static LadderAccuracy Careful(LadderAccuracy accuracy) =>
        accuracy with { Proven = true, Tolerance = accuracy.Tolerance > 10 * Recurrences ? 0.1 * accuracy.Tolerance : accuracy.Tolerance };

    private LadderWork<TLanes, T> Work(int worker, bool voltages = false)
    {
        ref LadderWork<TLanes, T>? work = ref _works[worker].Value;
        return work is not null && (work.Voltages is not null || !voltages) ? work : work = new(_factors.Shape, voltages);
    }

    private sealed class Batch(LadderSolver<TLanes, T> solver, LadderTerminals<T> fill, LadderAccuracy accuracy, Memory<T> outputs, Memory<LadderOutcome> outcomes) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            LadderShape s = solver._factors.Shape;
            outcomes.Span[chunk] = ConjugateGradients<TLanes, T>.Solve(
                solver._factors, solver.Work(worker, accuracy.Proven), fill.Drive(chunk, s.Rows, s.Columns), accuracy, outputs.Span.Slice(chunk * s.Columns, s.Columns));
        }
    }
}
