using Mho.Chips;
using Mho.Networks;

namespace Mho.Experiments.Classification;

/// <summary>What a classification found, before it is told.</summary>
internal sealed record Outcome
{
    /// <summary>The network and how it learned.</summary>
    public required TrainingResult Training { get; init; }

    /// <summary>The network on the tape: no chip, no rounding besides that of its own layers.</summary>
    public required Evaluation Software { get; init; }

    /// <summary>Integer codes, exact products.</summary>
    public required Evaluation Ideal { get; init; }

    /// <summary>The network laid out for chips.</summary>
    public required Deployment Deployment { get; init; }

    /// <summary>Where its weights lie.</summary>
    public required Placement Placement { get; init; }

    /// <summary>Evaluations of each programming: directly after it, then at each time.</summary>
    public required IReadOnlyList<Evaluation[]> OnChip { get; init; }

    /// <summary>What the converters saw at the last time, all programmings together, with histograms.</summary>
    public required ReadStatistics Conversions { get; init; }

    /// <summary>The first chip as programmed.</summary>
    public required ProgrammedChip First { get; init; }

    /// <summary>The first chip at the last time.</summary>
    public required ProgrammedChip FirstAged { get; init; }

    /// <summary>What each fault costs; null if not asked for.</summary>
    public Ablation? Ablation { get; init; }

    /// <summary>Images each evaluation is over.</summary>
    public required int TestImages { get; init; }
}
