namespace Mho.Vsa.Attractors;

/// <summary>How a machine becomes a network.</summary>
public sealed record CompileOptions
{
    /// <summary>How states are written into neurons.</summary>
    public NetworkKind Kind { get; init; } = NetworkKind.Dense;

    /// <summary>N; 0 for as many as the machine needs (<see cref="CapacityLaw"/>).</summary>
    public int Neurons { get; init; }

    /// <summary>k, active neurons of a state of a sparse network.</summary>
    public int Ones { get; init; } = 100;

    /// <summary>Which edges get a state of their own.</summary>
    public EdgeStates EdgeStates { get; init; } = EdgeStates.Every;

    /// <summary>Whether stimuli of a sparse network are made to sum to nothing over every state; published ones are not.</summary>
    public bool Balanced { get; init; } = true;

    /// <summary>f_s, share of neurons that a stimulus of a sparse network lets through (<see cref="SparsePatterns.Passing"/>).</summary>
    public double Passing
    {
        get;
        init => field = value is >= 0.05 and <= 0.95 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"a share of {value} that stimuli let through; give 0.05 to 0.95.");
    }
    = 0.5;

    /// <summary>N f_r, components of an output of a dense network; 0 for a fiftieth of the neurons.</summary>
    public int Spoken { get; init; }

    /// <summary>The number that all vectors follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Refuses what no network can be made of, whatever the machine; N and k besides are held against the machine.</summary>
    internal static void Check(CompileOptions options)
    {
        if (!Enum.IsDefined(options.Kind) || !Enum.IsDefined(options.EdgeStates))
            throw new ArgumentOutOfRangeException(nameof(options), $"no network is of kind {options.Kind} with edge states {options.EdgeStates}; give members of {nameof(NetworkKind)} and {nameof(EdgeStates)}.");
        if (options.Kind == NetworkKind.Sparse && options.Ones < 12)
            throw new ArgumentOutOfRangeException(nameof(options), $"{options.Ones} active neurons; give 12 or more: 64 to 110 hold most.");
        if (options.Spoken < 0)
            throw new ArgumentOutOfRangeException(nameof(options), $"an output of {options.Spoken} components; give 1 or more, or 0 for a fiftieth of the neurons.");
    }
}
