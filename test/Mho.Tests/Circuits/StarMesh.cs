using System.Numerics;

namespace Mho.Tests.Circuits;

/// <summary>The oracle of wild circuits: nodes are taken out one after another, each star becoming a mesh between those that are left.</summary>
/// <remarks>
/// With Y = Σ yₖ over all that a node is joined to, its terminals included, y(a, b) += y_a y_b / Y between its neighbours and each neighbour takes y_a / Y of what its
/// terminals pull it to. Admittances are only added, multiplied and divided, never subtracted: for resistors all digits stay, over any number of decades; for
/// complex admittances as many as reactances that cancel leave. Ideal conductors are <see cref="Ideal"/>.
/// </remarks>
/// <typeparam name="T">double or <see cref="Complex"/>.</typeparam>
/// <param name="nodes">Nodes, in the order they are taken out.</param>
/// <param name="band">The farthest two joined nodes are apart in that order.</param>
internal sealed class StarMesh<T>(int nodes, int band)
    where T : struct, INumberBase<T>
{
    /// <summary>S of an ideal conductor.</summary>
    public const double Ideal = 1e120;

    private readonly T[][] _branches = [.. Enumerable.Range(0, nodes).Select(_ => new T[band + 1])];
    private readonly T[] _terminals = new T[nodes], _pulls = new T[nodes];

    public void Branch(int a, int b, T siemens) => _branches[Math.Min(a, b)][Math.Abs(a - b)] += siemens;

    /// <summary>A terminal at <paramref name="volts"/>, joined to a node.</summary>
    public void Terminal(int node, T siemens, T volts)
    {
        _terminals[node] += siemens;
        _pulls[node] += siemens * volts;
    }

    /// <summary>V of every node. Once.</summary>
    public T[] Solve()
    {
        T[] totals = new T[nodes], volts = new T[nodes];
        for (int a = 0; a < nodes; a++)
        {
            T[] star = _branches[a];
            int reach = Math.Min(band, nodes - 1 - a);
            T total = _terminals[a];
            for (int d = 1; d <= reach; d++)
                total += star[d];
            totals[a] = total;
            for (int d = 1; d <= reach && !T.IsZero(total); d++)
            {
                T share = star[d] / total;
                if (T.IsZero(share))
                    continue;
                _terminals[a + d] += share * _terminals[a];
                _pulls[a + d] += share * _pulls[a];
                T[] other = _branches[a + d];
                for (int e = d + 1; e <= reach; e++)
                    other[e - d] += share * star[e];
            }
        }

        for (int a = nodes - 1; a >= 0; a--)
        {
            T pull = _pulls[a];
            for (int d = 1; d <= Math.Min(band, nodes - 1 - a); d++)
                pull += _branches[a][d] * volts[a + d];
            volts[a] = T.IsZero(totals[a]) ? T.Zero : pull / totals[a];
        }

        return volts;
    }
}
