using System.Text.RegularExpressions;

namespace Mho.Circuits.Netlists;

/// <summary>A model as SPICE is told of it: a subcircuit between the nodes <c>p</c> (towards the word line) and <c>n</c> (towards the bit line).</summary>
/// <remarks>In lines a parameter stands in braces: <c>b1 p n i={g}*sinh(v(p,n)/{v0})*{v0}</c>. All names are in lower case: SPICE knows no other.</remarks>
public sealed partial record SpiceSubcircuit
{
    // ngspice reads longer lines, but people and older programs do not.
    private const int LongestLine = 500;

    /// <summary>A subcircuit.</summary>
    /// <param name="name">Its name: a letter, then letters, digits and underscores.</param>
    /// <param name="parameters">Names of what differs from cell to cell.</param>
    /// <param name="lines">Its elements.</param>
    public SpiceSubcircuit(string name, IReadOnlyList<string> parameters, IReadOnlyList<string> lines)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(lines);
        foreach (string word in parameters.Prepend(name))
        {
            if (!Legal().IsMatch(word))
                throw new ArgumentException($"\"{word}\" is no name for SPICE; write a lower-case letter, then letters, digits and underscores.", nameof(name));
        }

        foreach (string line in lines)
        {
            if (line.Length > LongestLine || line.Any(char.IsControl))
                throw new ArgumentException($"a line of {line.Length} letters in {name}; write one element a line, at most {LongestLine} letters.", nameof(lines));
        }

        (Name, Parameters, Lines) = (name, parameters, lines);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Names of what differs from cell to cell.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>Its elements.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>A two-terminal element given by its current.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parameters">Names of what differs from cell to cell.</param>
    /// <param name="current">A from p to n as an expression of <c>v(p,n)</c> and parameters in braces.</param>
    public static SpiceSubcircuit OfCurrent(string name, IReadOnlyList<string> parameters, string current) => new(name, parameters, [$"b1 p n i={current}"]);

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Legal();
}
