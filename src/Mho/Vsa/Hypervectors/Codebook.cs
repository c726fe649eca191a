using Mho.Numerics;

namespace Mho.Vsa.Hypervectors;

/// <summary>Names and their dense hypervectors: every name its own key, so a codebook's vectors do not depend on what else it holds.</summary>
public sealed class Codebook
{
    private readonly Dictionary<string, Bipolar> _vectors = new(StringComparer.Ordinal);

    /// <param name="key">Where vectors come from: the name's child.</param>
    /// <param name="length">N, components.</param>
    /// <param name="names">Each once.</param>
    public Codebook(Key key, int length, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (string name in names)
        {
            if (!_vectors.TryAdd(name, Bipolar.Draw(key[name], length)))
                throw new ArgumentException($"the name {name} twice; give each once.", nameof(names));
        }
    }

    /// <summary>Names in the order given.</summary>
    public IReadOnlyCollection<string> Names => _vectors.Keys;

    /// <summary>A name's vector.</summary>
    public Bipolar this[string name] => _vectors.TryGetValue(name, out Bipolar? vector) ? vector
        : throw new KeyNotFoundException($"no vector {name}; there are {string.Join(", ", _vectors.Keys.Take(20))}.");

    /// <summary>Clean-up: the name whose vector is most like this one, and how much. Of equals the first.</summary>
    public (string Name, double Similarity) Nearest(Bipolar vector)
    {
        (string name, double most) = ("", double.NegativeInfinity);
        foreach ((string other, Bipolar candidate) in _vectors)
        {
            double similarity = candidate.Similarity(vector);
            if (similarity > most)
                (name, most) = (other, similarity);
        }

        return (name, most);
    }
}
