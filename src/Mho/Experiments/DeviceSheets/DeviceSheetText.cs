using System.Globalization;
using System.Text;

namespace Mho.Experiments.DeviceSheets;

/// <summary>A device sheet as plain text.</summary>
public static class DeviceSheetText
{
    /// <summary>Targets that the table shows, as shares of the range.</summary>
    private static readonly double[] Shown = [0, 0.25, 0.5, 0.75, 1];

    /// <summary>Some twenty to forty lines.</summary>
    public static string Of(DeviceSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{sheet.Name}\n  source       {sheet.Source}\n");
        text.Append(CultureInfo.InvariantCulture, $"  conductance  {sheet.Device.Range.Min} to {sheet.Device.Range.Max}\n");
        text.Append(CultureInfo.InvariantCulture, $"  valid        {(sheet.Times is { } times ? times.ToString() : "at all times; it does not change")}\n");
        text.Append(CultureInfo.InvariantCulture, $"  programming  {sheet.Programming}\n\nParameters\n");
        int width = sheet.Parameters.Max(parameter => parameter.Path.Length);
        foreach ((string path, string value) in sheet.Parameters)
            text.Append(CultureInfo.InvariantCulture, $"  {path.PadRight(width)}  {value}\n");
        text.Append(CultureInfo.InvariantCulture, $"\nCells against their targets (uS), {DeviceSheet.CellsAtEach} cells each: standard deviation, half the middle 68 % in brackets, mean shift; read noise last\n");
        text.Append(CultureInfo.InvariantCulture, $"  {"",-14}{string.Concat(Shown.Select(share => $"{$"target {Micro(sheet.Errors[0].Targets[Place(sheet.Errors[0], share)])}",-26}"))}levels\n");
        foreach (DeviceErrors at in sheet.Errors)
            text.Append(CultureInfo.InvariantCulture, $"  {(at.Time.SI > 0 ? at.Time.ToString() : "as programmed"),-14}{string.Concat(Shown.Select(share => Cell(at, Place(at, share)).PadRight(26)))}{Levels(at)}\n");
        text.Append("Levels: how many stay apart, neighbours' means at least 3 sigma of the one and 3 of the other from each other.\n");
        foreach (Finding finding in sheet.Findings)
            text.Append(CultureInfo.InvariantCulture, $"{finding}\n");
        return text.ToString();
    }

    private static int Place(DeviceErrors at, double share) => (int)Math.Round(share * (at.Targets.Count - 1));

    private static string Cell(DeviceErrors at, int place) =>
        $"{Micro(at.Sigma[place])} ({Micro(at.MiddleSpread[place])}) {Signed(at.Shift[place])}; {Micro(at.ReadNoise[place])}";

    private static string Levels(DeviceErrors at) => double.IsFinite(at.Levels) ? at.Levels.ToString("F0", CultureInfo.InvariantCulture) : "any";

    private static string Signed(double siemens) => (1e6 * siemens).ToString("+0.##;-0.##;0", CultureInfo.InvariantCulture);

    private static string Micro(double siemens) => (1e6 * siemens).ToString("0.##", CultureInfo.InvariantCulture);
}
