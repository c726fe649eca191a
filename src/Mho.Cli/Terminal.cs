namespace Mho.Cli;

/// <summary>Where a command writes: results to <see cref="Output"/>, progress and errors to <see cref="Error"/>.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool interactive)
{
    /// <summary>Standard output: results only, so that it can be piped.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Whether a person watches standard error: then progress moves, else it is a sparse list of lines.</summary>
    public bool Interactive { get; } = interactive;
}
