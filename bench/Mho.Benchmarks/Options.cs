using System.Globalization;

namespace Mho.Benchmarks;

/// <summary>Command line options of the form <c>--name value</c>.</summary>
internal static class Options
{
    public static int Integer(string[] args, string name, int otherwise)
    {
        int at = Array.IndexOf(args, name);
        if (at < 0)
            return otherwise;
        if (at + 1 < args.Length && int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out int value) && value > 0)
            return value;
        throw new ArgumentException($"{name} needs a positive whole number after it, as in {name} 2.", nameof(args));
    }

    public static string Text(string[] args, string name, string otherwise)
    {
        int at = Array.IndexOf(args, name);
        return at < 0 ? otherwise : at + 1 < args.Length ? args[at + 1] : throw new ArgumentException($"{name} needs a word after it.", nameof(args));
    }
}
