using System.Buffers;
using System.Numerics;
using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Tests.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits;

/// <summary>What shares its memory between solves is used by one thread at a time: a second one is refused, and the first one's numbers stay its own.</summary>
[Collection(WorkerCountCollection.Name)]
public sealed class OneThreadTests
{
    private const int Rows = 5, Columns = 4;

    private static readonly Crossbar X = new Crossbar(Rows, Columns, Enumerable.Range(1, Rows * Columns).Select(k => 1e-4 * k).ToArray()).WithSegments(3 * ohm, 2 * ohm);

    private static readonly double[] Input = [1, 0.5, -0.25, 2, 0.1];

    public static TheoryData<string> Kinds => ["outputs", "matrix", "coupled", "non-linear", "forward", "backward", "transient"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_second_thread_is_refused_and_changes_nothing(string kind)
    {
        using WorkerCount one = new(1);
        Func<Action, double[]> use = Use(kind);
        double[] expected = use(static () => { });
        List<Exception> refusals = [];
        double[] disturbed = use(() =>
        {
            Thread second = new(() =>
            {
                if (Record.Exception(() => use(static () => { })) is Exception refusal)
                    refusals.Add(refusal);
            });
            second.Start();
            second.Join();
        });
        Assert.NotEmpty(refusals);
        Assert.All(refusals, refusal => Assert.Contains("for each thread", Assert.IsType<InvalidOperationException>(refusal).Message, StringComparison.Ordinal));
        Assert.Equal(expected, disturbed);
        Assert.Equal(expected, use(static () => { }));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_use_that_failed_has_ended(string kind)
    {
        using WorkerCount one = new(1);
        Func<Action, double[]> use = Use(kind);
        double[] expected = use(static () => { });
        for (int looks = 1; looks < 20; looks++)
        {
            int left = looks;
            Record.Exception(() => use(() => _ = --left == 0 ? throw new TimeoutException() : 0));
        }

        Assert.Equal(expected, use(static () => { }));
    }

    // A use reads and writes memories; whoever looks into them meanwhile runs what is given.
    private static Func<Action, double[]> Use(string kind)
    {
        switch (kind)
        {
            case "outputs":
                PreparedCrossbar<double> linear = X.Prepare();
                return meanwhile =>
                {
                    double[] outputs = new double[Columns];
                    linear.Outputs(Watched(Input, meanwhile), outputs).OrThrow();
                    return [.. outputs, .. linear.Solve(Watched(Input, meanwhile)).Cells.Span];
                };
            case "matrix":
                PreparedCrossbar<double> whole = X.Prepare();
                return meanwhile =>
                {
                    double[] matrix = new double[Rows * Columns];
                    whole.EffectiveMatrix(Watched(matrix, meanwhile)).OrThrow();
                    return matrix;
                };
            case "coupled":
                PreparedCrossbar<Complex> coupled = (X with { WordLines = X.WordLines with { Coupling = 1 * pF } }).At(1 * MHz).Prepare();
                return meanwhile =>
                {
                    Complex[] outputs = new Complex[Columns];
                    coupled.Outputs(Watched(Array.ConvertAll(Input, static v => (Complex)v), meanwhile), outputs).OrThrow();
                    return [.. outputs.Select(i => i.Real), .. outputs.Select(i => i.Imaginary)];
                };
            case "non-linear":
                PreparedNonlinearCrossbar bent = new NonlinearCrossbar(X, new SinhCell()).Prepare();
                return meanwhile =>
                {
                    double[] outputs = new double[Columns];
                    bent.Outputs(Watched(Input, meanwhile), outputs).OrThrow();
                    return [.. outputs, .. bent.Solve(Watched(Input, meanwhile)).Cells.Span];
                };
            case "forward" or "backward":
                DifferentiableCrossbar learned = new(new(X, new SinhCell()), 1);
                return meanwhile =>
                {
                    double[] outputs = new double[Columns], weights = [1, 2, 3, 4], toCells = new double[Rows * Columns], toInputs = new double[Rows];
                    learned.Forward(X.Conductances, kind == "forward" ? Watched(Input, meanwhile) : Input, outputs).OrThrow();
                    learned.Backward(kind == "backward" ? Watched(weights, meanwhile) : weights, toCells, toInputs).OrThrow();
                    return [.. outputs, .. toCells, .. toInputs];
                };
            default:
                PreparedTransient steps = (X with { BitLines = X.BitLines with { Stray = 1 * pF } }).Every(1 * ns).Prepare();
                return meanwhile =>
                {
                    TransientResponse response = steps.Run(Watched([.. Input, .. Input, .. Input], meanwhile));
                    return [.. response.Outputs.Span, .. response.BitLines.Span];
                };
        }
    }

    private static Memory<T> Watched<T>(T[] values, Action look) => new Watch<T>(values, look).All;

    private sealed class Watch<T>(T[] values, Action look) : MemoryManager<T>
    {
        public Memory<T> All => CreateMemory(values.Length);

        public override Span<T> GetSpan()
        {
            look();
            return values;
        }

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
