using Mho.Devices;
using Mho.Numerics;
using static Mho.Units;

namespace Mho.Chips;

/// <summary>Incremental-pulse programming: pulses of rising amplitude with a read after each, until the cell reads inside its window.</summary>
/// <remarks>
/// Below the window SET pulses, above it RESET pulses; each ramp starts anew at its first amplitude when the polarity turns after an overshoot. A read
/// inside the window is confirmed by a second one. Given up after <see cref="MaxReversals"/> turns, or after <see cref="CeilingPulses"/> more pulses
/// at the ceiling. With several iterations the cells are left alone for <see cref="Wait"/>, read again, and those outside programmed anew.
/// Source: W. Wan et al., Nature 608, 504 (2022), Extended Data Fig. 3 and Methods; first amplitudes, step, window and turns [recalled]; ceiling,
/// pulses at the ceiling, confirming read and averaging of reads from github.com/weierwan/Neurram_48core. Left out: pulse energy (not published).
/// </remarks>
public sealed record WriteVerify
{
    /// <summary>Half-width of the window around the target; 1 µS published.</summary>
    public Conductance Window { get; init => field = value.SI > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"a window of {value}; give one above 0 S."); } = 1 * uS;

    /// <summary>First SET amplitude.</summary>
    public Voltage SetStart { get; init; } = 1.2 * V;

    /// <summary>First RESET amplitude, as a positive number.</summary>
    public Voltage ResetStart { get; init; } = 1.5 * V;

    /// <summary>What each further pulse adds.</summary>
    public Voltage Step { get; init => field = value.SI > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"a step of {value}; give one above 0 V."); } = 0.1 * V;

    /// <summary>Amplitudes stop rising here; 4.0 V in the authors' notebooks.</summary>
    public Voltage Ceiling { get; init; } = 4 * V;

    /// <summary>Pulses at the ceiling before giving up.</summary>
    public int CeilingPulses { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} pulses; give 0 or more."); } = 30;

    /// <summary>Turns of polarity before giving up.</summary>
    public int MaxReversals { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} reversals; give 0 or more."); } = 30;

    /// <summary>Reads that are averaged for one verify; the last 5 of 8 in the authors' code.</summary>
    public int AveragedReads { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} reads; give 1 or more."); } = 5;

    /// <summary>How often all cells are programmed; each time after the first only those that have left the window. 1 to 3 published.</summary>
    public int Iterations { get; init => field = value is >= 1 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} iterations; give 1 to 100."); } = 1;

    /// <summary>Time between iterations. Not published; we take the half hour the authors wait before inference [recalled].</summary>
    public Duration Wait { get; init; } = 30 * minute;

    /// <summary>Programs cells to their targets.</summary>
    /// <param name="device">The cells' device.</param>
    /// <param name="cells">Changed.</param>
    /// <param name="targets">In S, one for each cell.</param>
    /// <param name="chosen">Cells to program; null for all.</param>
    /// <param name="key">Pulses and reads.</param>
    /// <returns>How each cell ended.</returns>
    public WriteOutcome[] Program(IPulsed device, PulsedCells cells, double[] targets, bool[]? chosen, Key key)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(targets);
        WriteOutcome[] outcomes = new WriteOutcome[cells.Count];
        Workers.Run((cells.Count + CellWork.Chunk - 1) / CellWork.Chunk, new CellWork(this, device, cells, targets, chosen, key, outcomes));
        return outcomes;
    }

    private sealed class CellWork(WriteVerify scheme, IPulsed device, PulsedCells cells, double[] targets, bool[]? chosen, Key key, WriteOutcome[] outcomes) : IChunkedWork
    {
        public const int Chunk = 1024;

        private readonly Key _pulses = key["pulses"], _reads = key["reads"];

        public void Do(int chunk, int worker)
        {
            for (int cell = chunk * Chunk; cell < Math.Min(cells.Count, (chunk + 1) * Chunk); cell++)
                outcomes[cell] = chosen is null || chosen[cell] ? Program(cell) : WriteOutcome.Inside;
        }

        private WriteOutcome Program(int cell)
        {
            double window = scheme.Window.SI, target = targets[cell];
            int reads = 0, reversals = 0, atCeiling = 0, direction = 0;
            double amplitude = 0;
            while (true)
            {
                double error = Read(cell, ref reads) - target;
                if (Math.Abs(error) <= window && Math.Abs(Read(cell, ref reads) - target) <= window)
                    return WriteOutcome.Inside;
                int wanted = error < 0 ? 1 : -1;
                double start = wanted > 0 ? scheme.SetStart.SI : scheme.ResetStart.SI;
                if (wanted != direction)
                {
                    if (direction != 0 && ++reversals > scheme.MaxReversals)
                        return error < 0 ? WriteOutcome.TooLow : WriteOutcome.TooHigh;
                    (direction, amplitude, atCeiling) = (wanted, start, 0);
                }
                else if (amplitude + scheme.Step.SI <= scheme.Ceiling.SI + 1e-9)
                {
                    amplitude += scheme.Step.SI;
                }
                else if (++atCeiling > scheme.CeilingPulses)
                {
                    return error < 0 ? WriteOutcome.TooLow : WriteOutcome.TooHigh;
                }

                double volts = direction * amplitude;
                device.Apply(cells, cell, new ReadOnlySpan<double>(in volts), _pulses);
            }
        }

        private double Read(int cell, ref int reads)
        {
            double g = cells.Conductances[cell];
            if (device is not IReadNoise noise)
                return g;
            double sigma = 0;
            noise.ReadSpread(new ReadOnlySpan<double>(in g), new Duration(0), new Span<double>(ref sigma));
            return sigma == 0 ? g : g + (sigma / Math.Sqrt(scheme.AveragedReads) * _reads[cell].Normal(reads++));
        }
    }
}
