using System.Numerics;

namespace Mho.Tests.Circuits;

/// <summary>The oracle: any circuit of admittances and fixed voltages, solved as one dense system by elimination with pivots. Ideal conductors join nodes.</summary>
internal sealed class DenseNodalAnalysis<T>(int nodes)
    where T : struct, INumberBase<T>
{
    private readonly List<(int A, int B, T Admittance)> _branches = [];
    private readonly Dictionary<int, T> _held = [];
    private readonly List<(int Node, T Current)> _injected = [];
    private readonly int[] _joined = [.. Enumerable.Range(0, nodes)];

    public void Branch(int a, int b, T admittance) => _branches.Add((a, b, admittance));

    public void Hold(int node, T voltage) => _held[node] = voltage;

    public void Inject(int node, T current) => _injected.Add((node, current));

    public void Join(int a, int b)
    {
        int from = Root(Math.Max(a, b)), to = Root(Math.Min(a, b));
        _joined[Math.Max(from, to)] = Math.Min(from, to);
    }

    public T[] Solve()
    {
        T[] voltages = new T[nodes];
        int[] index = new int[nodes];
        Array.Fill(index, -1);
        Dictionary<int, T> held = [];
        foreach ((int node, T voltage) in _held)
            held[Root(node)] = voltage;
        int unknowns = 0;
        for (int node = 0; node < nodes; node++)
        {
            if (Root(node) == node && !held.ContainsKey(node))
                index[node] = unknowns++;
        }

        T[][] a = [.. Enumerable.Range(0, unknowns).Select(_ => new T[unknowns + 1])];
        foreach ((int from, int to, T y) in _branches)
        {
            Stamp(Root(from), Root(to), y);
            Stamp(Root(to), Root(from), y);
        }

        foreach ((int node, T current) in _injected)
        {
            if (index[Root(node)] >= 0)
                a[index[Root(node)]][unknowns] += current;
        }

        Eliminate(a, unknowns);
        for (int node = 0; node < nodes; node++)
            voltages[node] = index[Root(node)] >= 0 ? a[index[Root(node)]][unknowns] : held[Root(node)];
        return voltages;

        void Stamp(int own, int other, T y)
        {
            if (index[own] < 0 || own == other)
                return;
            a[index[own]][index[own]] += y;
            if (index[other] >= 0)
                a[index[own]][index[other]] -= y;
            else
                a[index[own]][unknowns] += y * held[other];
        }
    }

    private static void Eliminate(T[][] a, int n)
    {
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
                pivot = Size(a[i][k]) > Size(a[pivot][k]) ? i : pivot;
            (a[k], a[pivot]) = (a[pivot], a[k]);
            for (int i = 0; i < n; i++)
            {
                if (i == k || T.IsZero(a[i][k]))
                    continue;
                T factor = a[i][k] / a[k][k];
                for (int j = k; j <= n; j++)
                    a[i][j] -= factor * a[k][j];
            }
        }

        for (int k = 0; k < n; k++)
            a[k][n] /= a[k][k];
    }

    private static double Size(T value) => value is Complex complex ? complex.Magnitude : double.CreateChecked(T.Abs(value));

    private int Root(int node) => _joined[node] == node ? node : Root(_joined[node]);
}
