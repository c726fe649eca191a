using Mho.Vsa.Machines.Known;

namespace Mho.Vsa.Machines;

public sealed partial class StateMachine
{
    private static readonly (string Name, Func<StateMachine> Make)[] KnownMachines =
    [
        ("gesture-lock", GestureLock.Machine),
        ("greek-gods", GreekGods.Machine),
        ("keyword-tokeniser", KeywordTokeniser.Machine),
        ("vending-machine", VendingMachine.Machine),
    ];

    /// <summary>Names of the machines that come with Mho.</summary>
    public static IReadOnlyList<string> KnownNames { get; } = [.. KnownMachines.Select(known => known.Name)];

    /// <summary>One of the machines that come with Mho.</summary>
    /// <exception cref="InputException">None has that name; says which there are.</exception>
    public static StateMachine Named(string name) => (Array.Find(KnownMachines, known => known.Name == name).Make
        ?? throw new InputException($"no machine is called \"{name}\"; known are {string.Join(", ", KnownNames)}."))();
}
