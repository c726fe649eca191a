using Mho.Networks;

namespace Mho.Experiments.DataSets;

/// <summary>Real data that an experiment can name. A new data set is one file: a sealed record with <see cref="ModelAttribute"/>.</summary>
public interface IDataSet : IFetched
{
    /// <summary>Reads it.</summary>
    /// <exception cref="InputException">It is not on this machine, or a file is damaged.</exception>
    DataSplit Load();
}
