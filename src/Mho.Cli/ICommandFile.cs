using System.CommandLine;

namespace Mho.Cli;

/// <summary>One command. A new command is one file in Commands/: a sealed class with a parameterless constructor; the shell finds it.</summary>
internal interface ICommandFile
{
    /// <summary>Its place in the list of <c>mho --help</c>.</summary>
    int Order { get; }

    /// <summary>Describes arguments and options, and sets an action that returns an <see cref="ExitCode"/>.</summary>
    /// <remarks>Actions throw <see cref="InputException"/> for bad input; the shell prints it as one line and ends with <see cref="ExitCode.Misuse"/>.</remarks>
    Command Create(Terminal terminal);
}
