using Xunit;

namespace Mho.Tests.Numerics;

/// <summary>Tests that change <see cref="Mho.Numerics.Workers.Count"/>, which is one for the process: they run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WorkerCountCollection
{
    public const string Name = "changes the number of workers";
}
