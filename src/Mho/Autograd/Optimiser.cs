namespace Mho.Autograd;

/// <summary>An update rule with its memory: the moments of each parameter and the number of steps done.</summary>
public sealed class Optimiser
{
    private readonly Tensor[][] _moments;

    /// <summary>Zero moments for these parameters, whose names differ.</summary>
    public Optimiser(IUpdateRule rule, params IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(parameters);
        Rule = rule;
        Parameters = [.. parameters];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (Parameter parameter in Parameters)
        {
            if (!names.Add(parameter.Name))
                throw new ArgumentException($"two parameters are named '{parameter.Name}'; a name must tell one from the other in a checkpoint.", nameof(parameters));
        }

        Arena arena = new();
        _moments = [.. Parameters.Select(parameter => Moments(arena, parameter))];
    }

    /// <summary>The equation.</summary>
    public IUpdateRule Rule { get; }

    /// <summary>What it changes.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Updates done.</summary>
    public long Steps { get; internal set; }

    /// <summary>One update of every parameter by its gradient.</summary>
    public void Update(double rate)
    {
        if (!(rate >= 0) || !double.IsFinite(rate))
            throw new ArgumentOutOfRangeException(nameof(rate), $"learning rate {rate} must be finite and not negative.");
        Steps++;
        for (int i = 0; i < Parameters.Count; i++)
            Rule.Update(Parameters[i], _moments[i], rate, Steps);
    }

    /// <summary>What the rule remembers of a parameter, by its place in <see cref="Parameters"/>.</summary>
    internal ReadOnlySpan<Tensor> MomentsOf(int parameter) => _moments[parameter];

    private Tensor[] Moments(Arena arena, Parameter parameter)
    {
        Tensor[] moments = new Tensor[Rule.Moments];
        for (int i = 0; i < moments.Length; i++)
            moments[i] = new Tensor(arena, parameter.Shape, needsGradient: false);
        return moments;
    }
}
