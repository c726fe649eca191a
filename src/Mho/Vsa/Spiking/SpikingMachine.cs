using System.Globalization;
using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;

namespace Mho.Vsa.Spiking;

/// <summary>A compiled machine as a network of spiking neurons, given stimuli by name.</summary>
/// <remarks>What <see cref="CompiledMachine.Run"/> is to networks in steps. It has one network's memory: one run at a time.</remarks>
public sealed class SpikingMachine
{
    private readonly SpikingAttractor _network;

    /// <summary>Weights in memory, as they should be.</summary>
    /// <param name="compiled">The machine, compiled sparse; <see cref="OptionsFor"/> says how large.</param>
    /// <param name="neuron">Constants of the neurons.</param>
    public SpikingMachine(CompiledMachine compiled, LeakyNeuron? neuron = null)
        : this(compiled, new SynapticRecurrence(Require(compiled).Weights()), neuron)
    {
    }

    /// <summary>Spikes carried by something else: faulty weights, <see cref="OnDevices.DeviceArrays"/>, a loop with a latency.</summary>
    /// <param name="compiled">The machine, compiled sparse.</param>
    /// <param name="recurrence">What carries spikes, made of <see cref="CompiledMachine.Weights"/>.</param>
    /// <param name="neuron">Constants of the neurons.</param>
    public SpikingMachine(CompiledMachine compiled, IRecurrence recurrence, LeakyNeuron? neuron = null)
    {
        Compiled = Require(compiled);
        _network = new(recurrence, compiled.Options.Ones, neuron);
    }

    /// <summary>The machine and its vectors.</summary>
    public CompiledMachine Compiled { get; }

    /// <summary>N and k with which a machine's walks succeed: <see cref="CapacityLaw.Spiking"/> times <see cref="CapacityLaw.Margin"/>, 4,000 at least; 7.5 % of the neurons active.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="neurons">N; 0 for as many as it needs.</param>
    /// <exception cref="ArgumentException">So few neurons hold no such machine; says how many would do.</exception>
    public static CompileOptions OptionsFor(StateMachine machine, int neurons = 0)
    {
        ArgumentNullException.ThrowIfNull(machine);
        int length = neurons > 0 ? Held(machine, neurons) : Enough(machine);
        return new() { Kind = NetworkKind.Sparse, Neurons = length, Ones = Math.Max(12, (int)Math.Round(CapacityLaw.SpikingLevel * length)) };
    }

    /// <summary>Lets the network take stimuli one after the other, beside the machine.</summary>
    /// <param name="stimuli">Names; unknown ones are drawn anew each time, and the network stays where it is.</param>
    /// <param name="protocol">How they come; 150 ms each if null.</param>
    /// <param name="trace">Whether overlaps and spikes are kept.</param>
    /// <param name="progress">Hears how many rests have passed.</param>
    public SpikingWalk Run(IEnumerable<string> stimuli, SpikingProtocol? protocol = null, bool trace = false, IProgressListener? progress = null) =>
        SpikingWalk.Run(_network, Compiled.Sparse!, Compiled.Machine.Follow(stimuli), protocol ?? new(), new Key(Compiled.Options.Seed)["run"], trace, progress);

    /// <summary>The same machine, if spiking neurons can hold it: asked before weights are made or cells programmed.</summary>
    /// <exception cref="ArgumentException">It is dense, or has fewer neurons than half of all walks need (<see cref="CapacityLaw.Spiking"/>); says what would do.</exception>
    public static CompiledMachine Require(CompiledMachine compiled)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        if (compiled.Sparse is null)
            throw new ArgumentException("a dense network has no spiking form, half of its neurons would fire at once; compile the machine sparse.", nameof(compiled));
        Held(compiled.Machine, compiled.Options.Neurons);
        return compiled;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Compiled.Machine} in a spiking network of {Compiled.Options.Neurons:N0} neurons, {Compiled.Options.Ones} active");

    private static int Enough(StateMachine machine) => Math.Max(4000, (int)Math.Ceiling(CapacityLaw.Margin * CapacityLaw.Spiking(machine.States.Count, machine.Edges.Count)));

    private static int Held(StateMachine machine, int neurons)
    {
        int least = CapacityLaw.Spiking(machine.States.Count, machine.Edges.Count);
        return neurons >= least
            ? neurons
            : throw new ArgumentException(
                $"{neurons} spiking neurons hold no {machine.States.Count} states and {machine.Edges.Count} edges: at {least} half of all walks succeed; give {Enough(machine)} or more.", nameof(neurons));
    }
}
