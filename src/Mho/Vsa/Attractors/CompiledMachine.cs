using System.Globalization;
using Mho.Numerics;
using Mho.Vsa.Machines;

namespace Mho.Vsa.Attractors;

/// <summary>A machine and the vectors that make a network of it.</summary>
public sealed class CompiledMachine
{
    private CompiledMachine(StateMachine machine, CompileOptions options, DensePatterns? dense, SparsePatterns? sparse) => (Machine, Options, Dense, Sparse) = (machine, options, dense, sparse);

    /// <summary>The machine.</summary>
    public StateMachine Machine { get; }

    /// <summary>How it was compiled; N and k are those used.</summary>
    public CompileOptions Options { get; }

    /// <summary>The vectors of a dense network; null for a sparse one.</summary>
    public DensePatterns? Dense { get; }

    /// <summary>The vectors of a sparse network; null for a dense one.</summary>
    public SparsePatterns? Sparse { get; }

    /// <summary>Draws a machine's vectors. Every state must be within reach and the network large enough for half of all walks to succeed.</summary>
    /// <exception cref="ArgumentException">It is not; says what N would do.</exception>
    public static CompiledMachine Compile(StateMachine machine, CompileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(machine);
        options ??= new();
        CompileOptions.Check(options);
        machine.Checked();
        bool dense = options.Kind == NetworkKind.Dense;
        if (dense && options.Passing != 0.5)
            throw new ArgumentException($"stimuli that let {options.Passing} of the neurons through are known to sparse networks alone; compile the machine sparse, or leave Passing at 0.5.", nameof(options));
        int least = dense ? CapacityLaw.Dense(machine.States.Count, machine.Edges.Count) : CapacityLaw.Sparse(machine.States.Count, machine.Edges.Count, options.Passing);
        int length = options.Neurons == 0 ? (int)Math.Ceiling(CapacityLaw.Margin * least) : options.Neurons;
        if (length < least)
        {
            throw new ArgumentException(
                $"{length} neurons hold no {machine.States.Count} states and {machine.Edges.Count} edges in a {(dense ? "dense" : "sparse")} network: at {least} half of all walks succeed; give {(int)Math.Ceiling(CapacityLaw.Margin * least)} or more.", nameof(options));
        }

        if (!dense && options.Ones > length / 4)
            throw new ArgumentException($"{options.Ones} active neurons of {length}; give 12 to {length / 4}: 64 to 110 hold most.", nameof(options));
        options = options with { Neurons = length };
        Key key = new(options.Seed);
        return dense
            ? new(machine, options, DensePatterns.Draw(machine, length, key, options.EdgeStates, options.Spoken), null)
            : new(machine, options, null, SparsePatterns.Draw(machine, length, options.Ones, key, options.EdgeStates, options.Balanced, options.Passing));
    }

    /// <summary>A network in no state yet, by its vectors.</summary>
    public IAttractor Network() => Dense is not null ? new DenseAttractor(Dense) : new SparseAttractor(Sparse!);

    /// <summary>The network's weights one by one.</summary>
    public Synapses Weights() => Dense is not null ? Synapses.Of(Dense) : Synapses.Of(Sparse!);

    /// <summary>The same network with weights as they came out.</summary>
    public IAttractor Network(Synapses weights) => Dense is not null ? new SynapticAttractor(Dense, weights) : new SynapticAttractor(Sparse!, weights);

    /// <summary>Lets the network take stimuli one after the other, beside the machine.</summary>
    /// <param name="stimuli">Names; unknown ones are drawn anew each time, and the network stays where it is.</param>
    /// <param name="protocol">How they come; ten steps each if null.</param>
    /// <param name="trace">Whether every step is kept.</param>
    public AttractorWalk Run(IEnumerable<string> stimuli, Protocol? protocol = null, bool trace = false) =>
        AttractorWalk.Run(Network(), Machine.Follow(stimuli), protocol ?? new(), new Key(Options.Seed)["run"], trace);

    /// <summary>Writes machine and vectors, whole or not at all: the same bytes every time.</summary>
    public void Save(string path) => AtomicFile.Write(path, stream => CompiledFile.Write(stream, this));

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InputException">The file is missing, cut off, damaged or of another kind.</exception>
    public static CompiledMachine Load(string path) => CompiledFile.Read(path);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Machine} in a {(Dense is not null ? "dense" : "sparse")} network of {Options.Neurons:N0} neurons{(Dense is not null ? "" : $", {Options.Ones} active")}");

    internal static CompiledMachine From(StateMachine machine, CompileOptions options, DensePatterns? dense, SparsePatterns? sparse) => new(machine, options, dense, sparse);
}
