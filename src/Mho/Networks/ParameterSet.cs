using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks;

/// <summary>The numbers of a network, by name.</summary>
public sealed class ParameterSet
{
    private readonly Dictionary<string, Parameter> _byName = new(StringComparer.Ordinal);

    /// <summary>Parameters with their initial values.</summary>
    public ParameterSet(IEnumerable<LayerParameter> parameters, Key key)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        List<Parameter> all = [], trained = [];
        foreach (LayerParameter declared in parameters)
        {
            Parameter parameter = new(declared.Name, declared.Shape);
            declared.Initial.Fill(parameter.Values, key[declared.Name]);
            all.Add(parameter);
            if (declared.Trained)
                trained.Add(parameter);
            _byName.Add(declared.Name, parameter);
        }

        All = all;
        Trained = trained;
    }

    /// <summary>All parameters, in the order of the layers.</summary>
    public IReadOnlyList<Parameter> All { get; }

    /// <summary>Those that an optimiser changes.</summary>
    public IReadOnlyList<Parameter> Trained { get; }

    /// <summary>The parameter of that name.</summary>
    public Parameter this[string name] => _byName.TryGetValue(name, out Parameter? parameter)
        ? parameter
        : throw new KeyNotFoundException($"there is no parameter \"{name}\"; there are {string.Join(", ", _byName.Keys)}.");

    /// <summary>Whether there is a parameter of that name.</summary>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Copies the values of another set of the same names and shapes.</summary>
    public void CopyFrom(ParameterSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (Parameter parameter in All)
            other[parameter.Name].Values.CopyTo(parameter.Values);
    }
}
