using System.CommandLine;
using System.Globalization;
using Mho.Cli.Machines;
using Mho.Cli.Options;
using Mho.Experiments.Plots;
using Mho.Experiments.VectorSymbolic;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Mho.Vsa.Spiking;

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
          mho vsa run vending-machine --input "coin 10 coin 20 button" --network spiking --plot walk.svg     overlaps and spikes over time
          mho vsa run vending-machine --input "coin 10 button" --network spiking --devices wan2022-rram --age "1 day"   weights in cells
          mho vsa run vending-machine --input "coin cion" --unknown random

        Stimuli of one letter are written one after the other, a comma or a blank too if it is one of them, longer ones with commas or spaces between them. A machine is a JSON file, one that
        comes with Mho (mho vsa check --help), or a file of "mho vsa compile". Exit code 1 if the network was ever elsewhere.
        """;

    private readonly MachineArgument _machine = new();
    private readonly CompileArguments _compile = new();
    private readonly SpikingArguments _spiking = new();
    private readonly StimuliOption _input = new();
    private readonly OutputFileOption _plot = new("--plot", "Where overlaps with the states are drawn, and spikes of a spiking network.", ".svg");

    public Command Create(Terminal terminal)
    {
        Command command = new("run", Examples) { _machine, _plot };
        _input.On(command);
        _compile.On(command);
        _spiking.On(command);
        command.SetAction(parsed => Run(parsed, terminal));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        OutputCheck.Run(parsed);
        bool spikes = _compile.Spikes(parsed);
        if (!spikes)
            _spiking.Refuse(parsed);
        CompiledMachine compiled = _compile.Compiled(parsed, _machine);
        string[] stimuli = _input.Names(parsed, compiled.Machine);
        (bool complete, IPlot? plot) = spikes ? Spiking(parsed, terminal, compiled, stimuli) : InSteps(parsed, terminal, compiled, stimuli);
        if (plot is not null)
            AtomicFile.Write(parsed.GetValue(_plot)!, plot.ToSvg());
        return complete ? ExitCode.Success : ExitCode.Failure;
    }

    private (bool Complete, IPlot? Plot) InSteps(ParseResult parsed, Terminal terminal, CompiledMachine compiled, string[] stimuli)
    {
        StateMachine machine = compiled.Machine;
        bool trace = parsed.GetValue(_plot) is not null;
        AttractorWalk walk = compiled.Run(stimuli, trace: trace);
        terminal.Output.WriteLine(compiled.ToString());
        WalkTable.Write(terminal, stimuli, walk.Expected, walk.Seen, walk.Overlaps,
            step => string.Join(" ", Enumerable.Range(0, machine.Outputs.Count).Where(r => walk.Heard[step][r] > 0.5).Select(r => machine.Outputs[r])));
        return (walk.Complete, trace ? OverlapPlot.Of(walk, new()) : null);
    }

    private (bool Complete, IPlot? Plot) Spiking(ParseResult parsed, Terminal terminal, CompiledMachine compiled, string[] stimuli)
    {
        bool trace = parsed.GetValue(_plot) is not null;
        SpikingProtocol protocol = _spiking.Protocol(parsed);
        (SpikingMachine network, string[] carried, SpikingWalk walk) = LiveProgress.Show(terminal, progress =>
        {
            (SpikingMachine made, string[] on) = _spiking.Network(parsed, compiled, progress);
            return (made, on, made.Run(stimuli, protocol, trace, progress));
        });
        terminal.Output.WriteLine(network.ToString());
        foreach (string line in carried)
            terminal.Output.WriteLine(line);
        WalkTable.Write(terminal, stimuli, walk.Expected, walk.Seen, walk.Overlaps, null);
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"neurons of the state {walk.ActiveRate.SI:F1} Hz, all others {walk.OtherRate.SI:F2} Hz, {walk.Time.SI:F2} s of the network's time"));
        return (walk.Complete, trace ? SpikingWalkPlot.Of(walk, compiled.Sparse!, protocol) : null);
    }
}
