using System.CommandLine;
using System.Text;
using Mho.Cli.Options;
using Mho.Experiments.Binding;
using Mho.Vsa.Machines;

namespace Mho.Cli.Machines;

/// <summary>Stimuli as one text: letters one after the other, longer names with commas or spaces between them.</summary>
internal sealed class StimuliOption : Option<string>
{
    private readonly WordOption _unknown = new("--unknown", "A stimulus that the machine does not know: refuse it, or give the network a random vector, which leaves it where it is.", "refuse", "random");

    public StimuliOption()
        : base("--input") => (Description, HelpName, Required) = ("The stimuli.", "\"abba\"", true);

    public void On(Command command)
    {
        command.Options.Add(this);
        command.Options.Add(_unknown);
    }

    /// <summary>The names.</summary>
    /// <exception cref="InputException">The machine does not know one of them, and none was to be unknown.</exception>
    public string[] Names(ParseResult parsed, StateMachine machine)
    {
        string[] names = Split(parsed.GetValue(this)!, machine);
        string? unknown = parsed.GetValue(_unknown) == "random" ? null : Array.Find(names, name => machine.StimulusIndex(name) < 0);
        return unknown is null
            ? names
            : throw new InputException($"{Name}: \"{unknown}\" is no stimulus of {machine.Name}; {Spelling.Advice(unknown, machine.Stimuli)} --unknown random gives the network a random vector in its place.");
    }

    private static string[] Split(string input, StateMachine machine)
    {
        bool Knows(string stimulus) => machine.StimulusIndex(stimulus) >= 0;
        bool letters = machine.Stimuli.All(IsLetter);
        if (input.Contains(',', StringComparison.Ordinal) && !(letters && Knows(",")))
            return input.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        // Blanks between letters are for the eye, unless the machine reads them.
        if (letters)
            return [.. input.EnumerateRunes().Where(letter => !Rune.IsWhiteSpace(letter) || Knows(letter.ToString())).Select(letter => letter.ToString())];

        // Names may have spaces in them: of the words that follow, as many as are a name together.
        string[] words = input.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        List<string> stimuli = [];
        for (int first = 0; first < words.Length;)
        {
            int count = words.Length - first;
            while (count > 1 && machine.StimulusIndex(string.Join(' ', words.AsSpan(first, count))) < 0)
                count--;
            stimuli.Add(string.Join(' ', words.AsSpan(first, count)));
            first += count;
        }

        return [.. stimuli];
    }

    // One character, though it may take two places.
    private static bool IsLetter(string stimulus) => Rune.TryGetRuneAt(stimulus, 0, out Rune letter) && letter.Utf16SequenceLength == stimulus.Length;
}
