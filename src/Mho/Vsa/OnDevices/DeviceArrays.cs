using Mho.Chips;
using Mho.Devices;
using Mho.Numerics;
using Mho.Vsa.Attractors;
using static Mho.Units;

namespace Mho.Vsa.OnDevices;

/// <summary>How a network's weights lie in arrays of cells: device, tiles, converters, wires.</summary>
/// <remarks>
/// W_ij = (G⁺ − G⁻) · <see cref="Clip"/> rms(W) / G_max, the two cells of a weight on neighbouring rows that a spike of neuron j drives with +1 and −1 for one step: no converter at the input. A
/// column's current is converted once a step in every tile in which a neuron spiked, and the tiles' codes are added digitally. Weights beyond Clip rms are clipped. What the cells' mean
/// difference became is read once and taken off digitally for every spike (<see cref="CommonMode"/>): it would work like a change of the inhibition.
/// Our model of a closed loop with memristors as in M. Cotteret et al., Neuromorph. Comput. Eng. 5, 014008 (2025), whose arrays were not at hand.
/// </remarks>
public sealed record DeviceArrays
{
    /// <summary>The cells.</summary>
    public IDevice Device { get; init; } = new Wan2022Rram { Window = 1 * uS, ReadNoise = 0.01 };

    /// <summary>How cells known by pulses are programmed.</summary>
    public WriteVerify WriteVerify { get; init; } = new();

    /// <summary>What a pair of cells becomes.</summary>
    public IWeightEncoding Encoding
    {
        get;
        init => field = value is { Slices: 1 } ? value : throw new ArgumentException($"an encoding in {value?.Slices ?? 0} slices; give one that takes a single pair for a weight.", nameof(value));
    }
    = new DifferentialPair();

    /// <summary>Rows of cells in a tile, two for each neuron.</summary>
    public int Rows { get; init => field = value >= 2 && value % 2 == 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} rows; give an even number from 2."); } = 256;

    /// <summary>Columns of a tile.</summary>
    public int Columns { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} columns; give 1 or more."); } = 256;

    /// <summary>The weight at G_max, in units of rms(W).</summary>
    public double Clip { get; init => field = Positive(value); } = 4;

    /// <summary>Time since programming.</summary>
    public Duration Age { get; init => field = value.SI >= 0 && double.IsFinite(value.SI) ? value : throw new ArgumentOutOfRangeException(nameof(value), $"an age of {value}; give 0 s or more."); }

    /// <summary>The converter of every column.</summary>
    public IAdc Adc { get; init; } = new BinarySearchAdc(7) { Origin = CodeOrigin.StepCentre };

    /// <summary>The sum of weights at which the converter clips, in units of rms(W).</summary>
    public double FullScale { get; init => field = Positive(value); } = 12;

    /// <summary>The metal of a tile, solved exactly; null for wires without resistance.</summary>
    public CoreWires? Wires { get; init; }

    /// <summary>Whether the mean that devices add to all weights is taken off.</summary>
    public bool CommonMode { get; init; } = true;

    /// <summary>Programs a network's weights.</summary>
    /// <param name="synapses">The weights wished.</param>
    /// <param name="key">Cells; tile (r, c) takes child r, and child c of that.</param>
    public DeviceRecurrence Program(Synapses synapses, Key key)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        double rms = synapses.Rms();
        if (!(rms > 0))
            throw new ArgumentException("every weight is 0, there is nothing to program.", nameof(synapses));
        if (Wires?.Compensate == true)
            throw new ArgumentException("Wires.Compensate is not known to arrays of attractor networks; switch it off.", nameof(synapses));
        Synapses achieved = new(synapses.Length);
        Synapses? variances = Device is IReadNoise ? new(synapses.Length) : null;
        int across = (synapses.Length + Columns - 1) / Columns, down = (synapses.Length + (Rows / 2) - 1) / (Rows / 2);
        bool[] noisy = new bool[across * down];
        Workers.Run(across * down, new ArrayProgramming(this, synapses, achieved, variances, noisy, Clip * rms, across, key));
        double offset = CommonMode ? Mean(achieved) - Mean(synapses) : 0;
        return new(this, achieved, Array.Exists(noisy, static tile => tile) ? variances : null, (float)offset, FullScale * rms);
    }

    private static double Mean(Synapses synapses)
    {
        double sum = 0;
        for (int j = 0; j < synapses.Length; j++)
        {
            double row = 0;
            foreach (float weight in synapses.From(j))
                row += weight;
            sum += row;
        }

        return sum / ((double)synapses.Length * synapses.Length);
    }

    private static double Positive(double value) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), $"{value} rms; give more than 0.");
}
