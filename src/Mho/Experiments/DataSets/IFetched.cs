namespace Mho.Experiments.DataSets;

/// <summary>What <c>mho data</c> lists and downloads: data sets, and models of a process. A new one is one file: a sealed record with <see cref="ModelAttribute"/>.</summary>
public interface IFetched
{
    /// <summary>One line: what it is and how many.</summary>
    string Description { get; }

    /// <summary>Under which terms it may be used.</summary>
    string Licence { get; }

    /// <summary>Who made it.</summary>
    string Citation { get; }

    /// <summary>The downloads it needs; none if it is embedded.</summary>
    IReadOnlyList<Download> Downloads { get; }
}
