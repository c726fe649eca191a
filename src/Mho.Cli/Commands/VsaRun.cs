using System.CommandLine;
using System.Globalization;
using System.Text;
using Mho.Cli.Machines;
using Mho.Cli.Options;
using Mho.Experiments.VectorSymbolic;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;

namespace Mho.Cli.Commands;

/// <summary><c>mho vsa run</c>: a machine as a network, given stimuli.</summary>
internal sealed class VsaRun
{
    private const string Examples = """
        Make a network of a machine, give it stimuli, and tell after each in which state it is, beside the machine itself.

        Examples:
          mho vsa run machine.json --input "abba"
          mho vsa run greek-gods --input "father_is father_is overthrown_by" --plot gods.svg
          mho vsa run vending-machine --input "coin 10 coin 20 button" --network sparse --neurons 4000

        Stimuli of one letter are written one after the other, a comma or a blank too if it is one of them, longer ones with commas or spaces between them. One that the machine does not know is a random vector to the network,
        and leaves it where it is. A machine is a JSON file, one that comes with Mho (mho vsa check --help), or a file of "mho vsa compile". Exit code 1 if the network was ever elsewhere.
        """;

    private readonly MachineArgument _machine = new();
    private readonly CompileArguments _compile = new();
    private readonly Option<string> _input = new("--input") { Description = "The stimuli.", HelpName = "\"abba\"", Required = true };
    private readonly OutputFileOption _plot = new("--plot", "Where overlaps with the states, step by step, are drawn.", ".svg");

    public Command Create(Terminal terminal)
    {
        Command command = new("run", Examples) { _machine, _input, _plot };
        _compile.On(command);
        command.SetAction(parsed => Run(parsed, terminal));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        OutputCheck.Run(parsed);
        CompiledMachine compiled = _compile.Compiled(parsed, _machine);
        StateMachine machine = compiled.Machine;
        string[] stimuli = Stimuli(parsed.GetValue(_input)!, machine);
        string? plot = parsed.GetValue(_plot);
        AttractorWalk walk = compiled.Run(stimuli, trace: plot is not null);
        terminal.Output.WriteLine(compiled.ToString());
        int widest = Math.Max(8, Math.Max(stimuli.DefaultIfEmpty("").Max(s => s.Length), machine.States.Max(state => state.Length)));
        terminal.Output.WriteLine($"{"stimulus".PadRight(widest)}  {"machine".PadRight(widest)}  {"network".PadRight(widest)}  overlap  says");
        for (int k = 0; k <= stimuli.Length; k++)
        {
            string seen = walk.Seen[k] < 0 ? "(none)" : machine.States[walk.Seen[k]];
            string said = k == 0 ? "" : string.Join(" ", Enumerable.Range(0, machine.Outputs.Count).Where(r => walk.Heard[k - 1][r] > 0.5).Select(r => machine.Outputs[r]));
            string line = string.Create(CultureInfo.InvariantCulture, $"{(k == 0 ? "" : stimuli[k - 1]).PadRight(widest)}  {machine.States[walk.Expected.States[k]].PadRight(widest)}  {seen.PadRight(widest)}  {walk.Overlaps[k],7:F4}  {said}");
            terminal.Output.WriteLine(line.TrimEnd());
        }

        if (machine.Accepting.Count > 0)
            terminal.Output.WriteLine(walk.Seen[^1] >= 0 && machine.IsAccepting(walk.Seen[^1]) ? "accepted" : "not accepted");
        if (plot is not null)
            AtomicFile.Write(plot, OverlapPlot.Of(walk, new()).ToSvg());
        return walk.Complete ? ExitCode.Success : ExitCode.Failure;
    }

    private static string[] Stimuli(string input, StateMachine machine)
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
