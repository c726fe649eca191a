using Mho.Devices;
using Mho.Experiments.Binding;
using static Mho.Units;

namespace Mho.Experiments.DeviceSheets;

/// <summary>What one wants to know of a device model before using it: parameters, source, where it is valid, how far cells end from their targets, how many levels stay apart.</summary>
/// <remarks>
/// The errors are those of <see cref="CellsAtEach"/> cells that are programmed and left alone, not formulas: every device is asked in the same way, through the
/// interfaces that chips use. A standard deviation is known to 1/√(2n) = 1 %.
/// </remarks>
public sealed record DeviceSheet
{
    /// <summary>Cells tried at each conductance and time.</summary>
    public const int CellsAtEach = 5000;

    private DeviceSheet()
    {
    }

    /// <summary>The model's name, as experiments use it.</summary>
    public required string Name { get; init; }

    /// <summary>Paper, figure, code.</summary>
    public required string Source { get; init; }

    /// <summary>The device itself.</summary>
    public required IDevice Device { get; init; }

    /// <summary>How cells are brought to their targets.</summary>
    public required string Programming { get; init; }

    /// <summary>Every value of the record: path in JSON and value with its unit.</summary>
    public required IReadOnlyList<(string Path, string Value)> Parameters { get; init; }

    /// <summary>The times after programming at which the model raises no doubt; null of a device that does not change.</summary>
    public required ValidTimes? Times { get; init; }

    /// <summary>What cells do, directly after programming and then at each time.</summary>
    public required IReadOnlyList<DeviceErrors> Errors { get; init; }

    /// <summary>Doubts about programming and about each of the times.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Asks a device.</summary>
    /// <param name="device">Any device.</param>
    /// <param name="times">Times after programming, rising; 1 s, 1 h, 1 day and 30 days if none is given.</param>
    public static DeviceSheet Show(IDevice device, params IReadOnlyList<Duration> times)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(times);
        Duration[] ages = device is IRelaxing ? [new(0), .. times.Count > 0 ? times : [1 * s, 1 * hour, 1 * day, 30 * day]] : [new(0)];
        IRelaxing? relaxing = device as IRelaxing;
        DeviceErrors[] errors = DeviceErrors.At(device, ages);
        return new DeviceSheet
        {
            Name = Models.NameOf(device.GetType()) ?? device.GetType().Name,
            Source = Models.SourceOf((object)device),
            Device = device,
            Programming = device switch
            {
                IPulsed => "pulse by pulse: here by write-verify with a window of ± 1 uS, cells that failed included",
                _ => errors[0].Sigma.All(sigma => sigma == 0) ? "at once and exactly" : "at once, by the spread of its outcome",
            },
            Parameters = RecordValues.Of(device),
            Times = relaxing is null ? null : ValidTimes.Of(relaxing),
            Errors = errors,
            Findings =
            [
                .. device is IProgrammable { ProgrammingDoubt: { } doubt } ? (Finding[])[doubt] : [],
                .. ages.Skip(1).Select(age => relaxing!.Doubt(age)).OfType<Finding>(),
            ],
        };
    }
}
