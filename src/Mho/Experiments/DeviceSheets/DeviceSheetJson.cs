using System.Text.Json.Nodes;
using Mho.Devices;
using Mho.Experiments.Binding;

namespace Mho.Experiments.DeviceSheets;

/// <summary>A device sheet for programs, all numbers in SI.</summary>
public static class DeviceSheetJson
{
    /// <summary>Name, source, the device as an experiment writes it, valid ranges, errors by time, findings. What is infinite is null.</summary>
    public static JsonObject Of(DeviceSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return new JsonObject
        {
            ["name"] = sheet.Name,
            ["source"] = sheet.Source,
            ["device"] = JsonNode.Parse(RecordJson.Write<IDevice>(sheet.Device)),
            ["conductance"] = new JsonObject { ["min"] = sheet.Device.Range.Min.SI, ["max"] = sheet.Device.Range.Max.SI },
            ["time"] = sheet.Times is { Any: true } times ? new JsonObject { ["from"] = times.From.SI, ["to"] = Finite(times.To.SI) } : null,
            ["changes"] = sheet.Times is not null,
            ["programming"] = sheet.Programming,
            ["errors"] = new JsonArray([.. sheet.Errors.Select(at => new JsonObject
            {
                ["time"] = at.Time.SI,
                ["levels"] = Finite(at.Levels),
                ["target"] = List(at.Targets),
                ["sigma"] = List(at.Sigma),
                ["middleSpread"] = List(at.MiddleSpread),
                ["shift"] = List(at.Shift),
                ["readNoise"] = List(at.ReadNoise),
            })]),
            ["findings"] = JsonNode.Parse(ReportJson.Findings(new Report(sheet.Name, "") { Findings = sheet.Findings })),
        };
    }

    private static JsonArray List(IReadOnlyList<double> values) => [.. values.Select(value => (JsonNode)value)];

    private static JsonNode? Finite(double value) => double.IsFinite(value) ? value : null;
}
