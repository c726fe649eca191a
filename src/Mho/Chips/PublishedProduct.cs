using static Mho.Units;

namespace Mho.Chips;

/// <summary>A measured product of the published chip (256 × 128 weights) beside the ledger's value for it.</summary>
/// <remarks>
/// Extended Data Fig. 12 of W. Wan et al., Nature 608, 504 (2022), digitised by CiMLoop (github.com/mit-emze/cimloop, wan_nature_2022): throughput of
/// 48 cores and efficiency; a product is 65,536 operations, so latency = 48 · 65,536 / throughput and energy = 65,536 / efficiency.
/// </remarks>
/// <param name="InputBits">Signed input bits.</param>
/// <param name="OutputBits">Converter bits with sign.</param>
/// <param name="Phases">One or two.</param>
/// <param name="TeraOperations">Measured throughput of 48 cores, 10¹²/s.</param>
/// <param name="TeraOperationsPerWatt">Measured efficiency, 10¹²/(s·W).</param>
public sealed record PublishedProduct(int InputBits, int OutputBits, InputPhases Phases, double TeraOperations, double TeraOperationsPerWatt)
{
    private const double Operations = 65536;

    /// <summary>The ten published points.</summary>
    public static IReadOnlyList<PublishedProduct> All { get; } =
    [
        new(1, 3, InputPhases.One, 2.122, 43.08), new(2, 4, InputPhases.One, 1.793, 40.33), new(3, 5, InputPhases.One, 1.165, 23.09),
        new(4, 6, InputPhases.One, 0.744, 15.95), new(5, 7, InputPhases.One, 0.452, 11.33), new(6, 8, InputPhases.One, 0.261, 9.12),
        new(5, 7, InputPhases.Two, 0.525, 11.03), new(6, 8, InputPhases.Two, 0.418, 8.26), new(7, 9, InputPhases.Two, 0.344, 7.75),
        new(8, 10, InputPhases.Two, 0.264, 6.44),
    ];

    /// <summary>Measured time of a product.</summary>
    public Duration MeasuredLatency => new(48 * Operations / (TeraOperations * 1e12));

    /// <summary>Measured energy of a product.</summary>
    public Energy MeasuredEnergy => new(Operations / (TeraOperationsPerWatt * 1e12));

    /// <summary>The ledger's time.</summary>
    public Duration Latency(Ledger ledger) => ledger.Latency(Split, Adc);

    /// <summary>The ledger's energy: 256 rows and 256 columns.</summary>
    public MvmEnergy Energy(Ledger ledger) => ledger.Energy(256, 256, Split, Adc);

    /// <summary>All points, measured and by <paramref name="ledger"/>, as lines of text.</summary>
    public static string Table(Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        List<string> lines =
        [
            "one product of 256 x 128 weights on one core, measured (Wan 2022, Ext. Data Fig. 12) and by the ledger",
            $"{"in",3} {"out",3} {"phases",6} {"us meas.",9} {"us",7} {"error",7} {"nJ meas.",9} {"nJ",7} {"error",7} {"rows",6} {"inputs",6} {"neurons",7}",
        ];
        foreach (PublishedProduct p in All)
        {
            MvmEnergy energy = p.Energy(ledger);
            double time = p.Latency(ledger).SI / p.MeasuredLatency.SI, joule = energy.Total.SI / p.MeasuredEnergy.SI;
            lines.Add($"{p.InputBits,3} {p.OutputBits,3} {(p.Phases == InputPhases.Two ? 2 : 1),6} {p.MeasuredLatency / us,9:F2} {p.Latency(ledger) / us,7:F2} {100 * (time - 1),6:F1}% "
                + $"{p.MeasuredEnergy / nJ,9:F2} {energy.Total / nJ,7:F2} {100 * (joule - 1),6:F1}% {energy.WordLines / nJ,6:F2} {energy.Inputs / nJ,6:F2} {energy.Neurons / nJ,7:F2}");
        }

        return string.Join('\n', lines);
    }

    private InputPhase[] Split => InputPhase.Split(new InputCode(InputBits, true, 1).MagnitudeBits, Phases);

    private BinarySearchAdc Adc => new(OutputBits - 1);
}
