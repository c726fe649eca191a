namespace Mho.Vsa.Attractors;

/// <summary>How stimuli reach a network whose time goes in steps: free, first half, second half, and so on; free at the end.</summary>
/// <remarks>Cotteret et al. (2024): 10 steps each; asynchronous neurons with 40; asynchronous inputs spread over 20, held 10.</remarks>
public sealed record Protocol
{
    /// <summary>Steps without a stimulus.</summary>
    public int Free { get; init => field = Steps(value, 1); } = 10;

    /// <summary>Steps of each half of a stimulus.</summary>
    public int Half { get; init => field = Steps(value, 1); } = 10;

    /// <summary>Share of neurons that look at their field in a step; 1 is the synchronous network.</summary>
    public double Updated
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"a share of {value} neurons a step; give more than 0, at most 1.");
    }
    = 1;

    /// <summary>Steps over which a half comes, each component at a step of its own; it is then held for <see cref="Half"/> steps and leaves over as many.</summary>
    public int Spread { get; init => field = Steps(value, 0); }

    /// <summary>Steps of a stimulus and the rest before it.</summary>
    public int Period => Free + (2 * (Half + (2 * Spread)));

    private static int Steps(int value, int least) =>
        value >= least ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} steps; give {least} or more.");
}
