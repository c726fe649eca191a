namespace Mho.Vsa.Machines;

/// <summary>Different names in an order, each known by its place.</summary>
internal sealed class NameList
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The place of a name, which is put at the end if it is new.</summary>
    public int Add(string name)
    {
        if (!_places.TryGetValue(name, out int place))
        {
            _places.Add(name, place = _names.Count);
            _names.Add(name);
        }

        return place;
    }

    /// <summary>The place of a name, or −1.</summary>
    public int Find(string name) => _places.GetValueOrDefault(name, -1);
}
