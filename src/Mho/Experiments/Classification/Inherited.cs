using Mho.Experiments.DataSets;
using Mho.Networks;

namespace Mho.Experiments.Classification;

/// <summary>What an experiment leaves unsaid, and the run that its network is taken from says.</summary>
internal static class Inherited
{
    private static readonly Training Usual = new();

    /// <summary>The data that were named, else those of the run that trained the network, else the digits.</summary>
    public static IDataSet Data(IDataSet? said, IArchitecture network) => said ?? (network as Trained)?.Data ?? new Digits();

    /// <summary>The training that was named, else that of the run that trained the network.</summary>
    /// <remarks>A default counts as nothing said, because printing an experiment writes defaults out.</remarks>
    public static Training Training(Training? said, IArchitecture network) =>
        network is Trained trained && (said is null || said == Usual) ? trained.Training : said ?? Usual;
}
