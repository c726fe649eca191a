using Mho.Devices;
using Mho.Numerics;
using static Mho.Units;

namespace Mho.Chips;

/// <summary>A NeuRRAM-like chip as a value: cores of transposable RRAM arrays with a neuron and converter on every column. Adapt it with <c>with</c>.</summary>
/// <remarks>
/// W. Wan et al., "A compute-in-memory chip based on resistive random-access memory", Nature 608, 504 (2022): 48 cores (8 × 6) of 256 × 256 one-transistor
/// one-resistor cells and 256 neurons, 130 nm. One product: inputs bit-serial, voltage-mode sensing, conversion, read-out, see the folder's README.
/// Left out: coupling of switching wires, saturation of the integrator; wire and driver resistance unless <see cref="Wires"/> are given.
/// </remarks>
[Model("neurram", Source = "W. Wan et al., Nature 608, 504 (2022)")]
public sealed record NeuRram
{
    // Products are single precision: far beyond any chip's volts their squares would overflow.
    private const double MostVolts = 1000;

    /// <summary>The published chip with cells of <paramref name="device"/>.</summary>
    public NeuRram(IDevice device) => Device = device;

    /// <summary>The cells.</summary>
    public IDevice Device { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); }

    /// <summary>Cores; 48 published, at most 100,000.</summary>
    public int Cores { get; init => field = value is >= 1 and <= 100_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} cores; give 1 to 100,000."); } = 48;

    /// <summary>Physical rows of a core; 256 published, even, at most 65,536.</summary>
    public int Rows { get; init => field = value is >= 2 and <= 65_536 && value % 2 == 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} rows; weights are pairs of rows, so give an even number of 2 to 65,536."); } = 256;

    /// <summary>Physical columns of a core; 256 published, at most 65,536.</summary>
    public int Columns { get; init => field = value is >= 1 and <= 65_536 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} columns; give 1 to 65,536."); } = 256;

    /// <summary>Rows and columns that are not used.</summary>
    public IReadOnlyList<CoreDefects> Defects { get; init; } = [];

    /// <summary>How weights become conductances.</summary>
    public IWeightEncoding Encoding { get; init; } = new DifferentialPair();

    /// <summary>The share of a segment's weights below its full weight; those above are clipped. 0.95 in the authors' code, 1 for the maximum.</summary>
    public double WeightPercentile { get; init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} is no share; give 0.95 for the published scaling or 1 for the maximum."); } = 0.95;

    /// <summary>Weight rows a segment may have; 128 fills a core, 100 in the authors' code, fewer means less drop on the wires and more partial sums.</summary>
    public int MaxWeightRows { get; init => field = Positive(value, nameof(MaxWeightRows)); } = 128;

    /// <summary>Rows of each segment that hold the bias, driven with the greatest code (authors' code: 1 for MNIST, 2 for ResNet); 0 adds it digitally.</summary>
    /// <remarks>
    /// A bias larger than rows × full weight × full scale is clipped, the more so the lower <see cref="WeightPercentile"/> sets the full weight; the remainder
    /// is then added digitally with the intercept, and a finding says so.
    /// </remarks>
    public int BiasRows { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} bias rows; give 0 or more."); } = 1;

    /// <summary>Whether the cores left over hold copies of the slowest matrices.</summary>
    public bool ReplicateOnSpareCores { get; init; }

    /// <summary>How pulsed devices are programmed; devices known only by their outcome do without.</summary>
    public WriteVerify WriteVerify { get; init; } = new();

    /// <summary>What the column neurons sense.</summary>
    public Sensing Sensing { get; init; } = Sensing.Voltage;

    /// <summary>What rows do that a product does not use.</summary>
    public IdleRows IdleRows { get; init; } = IdleRows.Off;

    /// <summary>The resistance of the cores' wires, solved exactly; null for ideal wires.</summary>
    /// <remarks>With <see cref="IdleRows.AtReference"/> the idle rows' share of the circuit is not modelled: such a chip refuses to be placed.</remarks>
    public CoreWires? Wires { get; init; }

    /// <summary>One or two input phases.</summary>
    public InputPhases Phases { get; init; } = InputPhases.One;

    /// <summary>The drivers' excursion from the reference; 0.5 V in CiMLoop's model, 0.45 to 0.83 V in the authors' notebooks.</summary>
    public Voltage ReadVoltage { get; init => field = value.SI is >= 1e-6 and <= MostVolts ? value : throw new ArgumentOutOfRangeException(nameof(value), $"a read voltage of {value}; give 1 uV to 1 kV."); } = 0.5 * V;

    /// <summary>The converter of every column; 8 bit (a sign and 7) by default.</summary>
    public IAdc Adc { get; init; } = new BinarySearchAdc(7);

    /// <summary>Relative standard deviation of the columns' gains, at most 1: beyond it one column in six would have its sign turned.</summary>
    public double GainSpread { get; init => field = Spread(value, 1, "beyond it one column in six turns the sign of what it senses"); }

    /// <summary>Standard deviation of the columns' offsets in converter steps, at most the 32,768 of the widest converter.</summary>
    public double OffsetSpread { get; init => field = Spread(value, 32768, "the widest converter has no more steps"); }

    /// <summary>Standard deviation of the noise each sample–integrate cycle adds, at the sensed line.</summary>
    public Voltage SampleNoise { get; init => field = Noise(value); }

    /// <summary>Standard deviation of the noise each conversion adds, in volts of the integrated line voltage (before the capacitor ratio, as the converter's step).</summary>
    public Voltage ComparatorNoise { get; init => field = Noise(value); }

    /// <summary>How long one value of a cell's read noise lasts.</summary>
    public ReadNoiseTime ReadNoise { get; init; } = ReadNoiseTime.EachSample;

    /// <summary>Energy and time of the steps of a product.</summary>
    public Ledger Ledger { get; init; } = new();

    /// <summary>Cuts matrices into segments and lays them on cores.</summary>
    /// <exception cref="InvalidOperationException">They do not fit; the message says what is needed, what there is, and a way out.</exception>
    public Placement Place(IReadOnlyList<WeightMatrix> matrices)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        if (matrices.Count == 0)
            throw new ArgumentException("there is no matrix to place; give the network at least one dense or convolution layer.", nameof(matrices));
        if (Wires is not null && IdleRows != IdleRows.Off)
            throw new InvalidOperationException($"wires are modelled for idle rows that are off; set {nameof(IdleRows)} to {IdleRows.Off}, or leave out {nameof(Wires)}.");
        return new Placement(this, matrices);
    }

    /// <summary>Programs the cells of a placement once.</summary>
    /// <param name="placement">Made by <see cref="Place"/>.</param>
    /// <param name="key">Another key is another programming of another chip.</param>
    /// <param name="progress">Hears of cells programmed.</param>
    public ProgrammedChip Program(Placement placement, Key key, IProgressListener? progress = null)
    {
        ArgumentNullException.ThrowIfNull(placement);
        return ProgrammedChip.Program(this, placement, key, progress);
    }

    /// <summary>The time of one product with this chip's phases and converter.</summary>
    public Duration MvmLatency(InputCode input) => Ledger.Latency(InputPhase.Split(input.MagnitudeBits, Phases), Adc);

    // What a difference of conductances, S, becomes on a line whose cells have the sum given; a line without conductance floats and says nothing.
    internal double LineScale(double sum) => Sensing == Sensing.Current ? ReadVoltage.SI : sum > 0 ? ReadVoltage.SI / sum : 0;

    private static Voltage Noise(Voltage value) =>
        value.SI is >= 0 and <= MostVolts ? value : throw new ArgumentOutOfRangeException(nameof(value), $"a noise of {value}; give 0 V to 1 kV.");

    private static int Positive(int value, string name) => value > 0 ? value : throw new ArgumentOutOfRangeException(name, $"{value} {name}; give 1 or more.");

    private static double Spread(double value, double most, string reason) =>
        value >= 0 && value <= most ? value : throw new ArgumentOutOfRangeException(nameof(value), $"a spread of {value}; give 0 to {most}: {reason}.");
}
