using Mho.Circuits;

namespace Mho.Benchmarks;

/// <summary>The same nodal equations by general sparse LU (SuperLU by way of SciPy), turn and turn about with ours in one session: what most programs would do.</summary>
internal static class SparseLuComparison
{
    private const int Rounds = 3, Runs = 10;

    private static readonly int[] Sizes = [128, 256, 512];

    /// <param name="largest">The largest array, N × N; LU's time grows with N³.</param>
    /// <param name="tolerance">Relative error asked of us.</param>
    public static void Print(int largest, double tolerance)
    {
        using PythonPeer? peer = PythonPeer.Start("scipy_crossbar.py", 1);
        if (peer == null)
        {
            Console.WriteLine("general sparse LU: skipped, no SciPy here (Debian: apt-get install python3-scipy)");
            return;
        }

        Console.WriteLine($"beside general sparse LU, SciPy {peer.Version}, one input, one thread; best of {Rounds} rounds in turn; LU's equations already assembled, our set-up included; LU's MiB are its process's peak");
        foreach (int size in Sizes.Where(size => size <= largest))
            Compare(peer, size, tolerance);
    }

    private static void Compare(PythonPeer peer, int size, double tolerance)
    {
        Crossbar crossbar = CrossbarProblem.Easy.Make(size);
        double[] inputs = CrossbarProblem.Inputs(size, 1), outputs = new double[size], theirs = [], ratios = new double[Rounds];
        double ours = double.PositiveInfinity, lu = double.PositiveInfinity, bytes = 0;
        for (int round = 0; round < Rounds; round++)
        {
            double best = double.PositiveInfinity;
            for (int run = 0; run < Runs; run++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                double start = ThreadClock.Seconds;
                crossbar.Prepare(tolerance).Outputs(inputs, outputs).OrThrow();
                best = Math.Min(best, 1e3 * (ThreadClock.Seconds - start));
                bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
            }

            theirs = peer.Measure($"{size}");
            ratios[round] = theirs[0] / best;
            (ours, lu) = (Math.Min(ours, best), Math.Min(lu, theirs[0]));
        }

        Array.Sort(ratios);
        Console.WriteLine($"{size,6} ours {ours,9:f3} ms {bytes / (1 << 20),7:f1} MiB   LU {lu,10:f1} ms {theirs[1],7:f1} MiB   LU / ours: median {ratios[Rounds / 2]:f0}, worst {ratios[0]:f0}   sums apart {Math.Abs((outputs.Sum() / theirs[2]) - 1):E1}");
    }
}
