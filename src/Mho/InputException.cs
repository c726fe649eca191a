namespace Mho;

/// <summary>A fault in what somebody gave us (file, experiment, command line), said in one line: file, line, field, what is wrong, way out.</summary>
/// <remarks>The command line prints <see cref="Exception.Message"/> as it is and ends with exit code 2. Misuse of the library by a program is an <see cref="ArgumentException"/>.</remarks>
public sealed class InputException : FormatException
{
    /// <summary>A fault described by <paramref name="problem"/>, which names value, limit and way out.</summary>
    /// <param name="problem">What is wrong and what to do about it; line ends in it become spaces.</param>
    /// <param name="file">The file or source of text, if known.</param>
    /// <param name="line">The line, counted from 1; 0 if the input has none.</param>
    /// <param name="field">The field, for example <c>chip.adc.magnitudeBits</c>; empty if the fault is not in one.</param>
    /// <param name="inner">What was noticed first.</param>
    public InputException(string problem, string file = "", long line = 0, string field = "", Exception? inner = null)
        : base(OneLine(Plain(problem, inner), file, line, field), inner) => (Problem, File, Line, Field) = (Plain(problem, inner), file, line, field);

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }

    /// <summary>The file, or empty.</summary>
    public string File { get; }

    /// <summary>The line counted from 1, or 0.</summary>
    public long Line { get; }

    /// <summary>The field, or empty.</summary>
    public string Field { get; }

    // .NET appends the parameter of a constructor, a word of the program and not of the file.
    private static string Plain(string problem, Exception? inner) =>
        inner is ArgumentException { ParamName: { } name } ? problem.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : problem;

    private static string OneLine(string problem, string file, long line, string field)
    {
        string place = (file.Length > 0, line > 0) switch
        {
            (true, true) => $"{file}, line {line}: ",
            (true, false) => $"{file}: ",
            (false, true) => $"line {line}: ",
            _ => "",
        };
        string text = place + (field.Length > 0 ? field + ": " : "") + problem;
        return string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter)).TrimEnd();
    }
}
