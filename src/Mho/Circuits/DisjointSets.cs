namespace Mho.Circuits;

/// <summary>Nodes in sets that are joined two by two; a set is known by its smallest node.</summary>
internal sealed class DisjointSets
{
    private readonly int[] _above;

    public DisjointSets(int count)
    {
        _above = new int[count];
        for (int node = 0; node < count; node++)
            _above[node] = node;
    }

    /// <summary>The smallest node of a node's set.</summary>
    public int Root(int node)
    {
        while (_above[node] != node)
            node = _above[node] = _above[_above[node]];
        return node;
    }

    /// <summary>Makes one set of two; says whether they were two.</summary>
    public bool Join(int a, int b)
    {
        (a, b) = (Root(a), Root(b));
        _above[Math.Max(a, b)] = Math.Min(a, b);
        return a != b;
    }
}
