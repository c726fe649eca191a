namespace Mho.Cli;

/// <summary>What <c>--set path=value</c> says.</summary>
internal static class Changes
{
    /// <summary>Splits a change at its first = and makes it.</summary>
    /// <exception cref="InputException">There is no =, or nothing before it.</exception>
    public static T Apply<T>(string change, Func<string, string, T> make)
    {
        int equals = change.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? make(change[..equals].Trim(), change[(equals + 1)..].Trim())
            : throw new InputException($"--set {change} has no =; write path=value, for example --set seed=7.");
    }
}
