namespace Mho.Cli;

/// <summary>What a shell script learns of a command.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>Done, but the numbers should not be used: a finding of severity error, or a fault of ours.</summary>
    public const int Failure = 1;

    /// <summary>The command line or a file says something that cannot be done, or asks for a solution that was not found.</summary>
    public const int Misuse = 2;

    /// <summary>CTRL-C: 128 + SIGINT, as shells do.</summary>
    public const int Cancelled = 130;
}
