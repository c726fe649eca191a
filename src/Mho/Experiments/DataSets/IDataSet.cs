using Mho.Networks;

namespace Mho.Experiments.DataSets;

/// <summary>Real data that an experiment can name. A new data set is one file: a sealed record with <see cref="ModelAttribute"/>.</summary>
public interface IDataSet
{
    /// <summary>One line: what it is and how many.</summary>
    string Description { get; }

    /// <summary>Under which terms it may be used.</summary>
    string Licence { get; }

    /// <summary>Who made it.</summary>
    string Citation { get; }

    /// <summary>The downloads it needs; none if it is embedded.</summary>
    IReadOnlyList<Download> Downloads { get; }

    /// <summary>Reads it.</summary>
    /// <exception cref="InputException">It is not on this machine, or a file is damaged.</exception>
    DataSplit Load();
}
