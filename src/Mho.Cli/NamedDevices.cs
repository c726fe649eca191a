using Mho.Devices;
using Mho.Experiments.Binding;

namespace Mho.Cli;

/// <summary>Device models as a command line names them.</summary>
internal static class NamedDevices
{
    /// <summary>The model of that name with its defaults, or the device of that file if it ends in <c>.json</c>; then changed value by value.</summary>
    /// <param name="nameOrFile">A name of "mho devices list", or a file.</param>
    /// <param name="changes"><c>path=value</c>.</param>
    public static IDevice Load(string nameOrFile, IEnumerable<string> changes)
    {
        IDevice device = Load(nameOrFile);
        foreach (string change in changes)
            device = Changes.Apply(change, (path, value) => RecordJson.With(device, path, value));
        return device;
    }

    private static IDevice Load(string name)
    {
        if (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return RecordJson.Load<IDevice>(name);
        IReadOnlyList<(string Name, Type Type)> known = Models.Of(typeof(IDevice));
        return known.Any(model => model.Name == name)
            ? RecordJson.Read<IDevice>($"{{\"model\": \"{name}\"}}", name)
            : throw new InputException($"no device is called \"{name}\"; {Spelling.Advice(name, known.Select(model => model.Name))} Your own is a file that ends in .json.");
    }
}
