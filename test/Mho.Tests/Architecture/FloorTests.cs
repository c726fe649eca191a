using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Mho.Tests.Architecture;

/// <summary>Reads the source: who may use whom, and what nobody may use.</summary>
public sealed partial class FloorTests
{
    private static readonly string[][] Heights =
        [["", "Numerics"], ["Autograd", "Devices", "Bayes"], ["Circuits"], ["Chips"], ["Networks"], ["Vsa"], ["Experiments"]];

    private static readonly Dictionary<string, int> Floors = Heights
        .SelectMany((names, height) => names.Select(name => (name, height)))
        .ToDictionary(pair => pair.name, pair => pair.height, StringComparer.Ordinal);

    public static TheoryData<string> SourceFiles() => [.. Directory.EnumerateFiles(Path.Combine(Root(), "src", "Mho"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .Select(file => Path.GetRelativePath(Root(), file))];

    [Theory]
    [MemberData(nameof(SourceFiles))]
    public void A_file_uses_its_own_floor_and_lower_ones(string file)
    {
        string text = File.ReadAllText(Path.Combine(Root(), file));
        string own = FloorOf(Namespace().Match(text).Groups[1].Value);
        foreach (Match match in Uses().Matches(text))
        {
            string other = FloorOf(match.Groups[1].Value);
            if (other != own && Floors.TryGetValue(other, out int height))
                Assert.True(height < Floors[own], $"{file} on floor {Floors[own]} ({own}) uses {other} on floor {height}.");
        }
    }

    [Theory]
    [MemberData(nameof(SourceFiles))]
    public void The_library_draws_no_hidden_random_numbers_reads_no_clock_and_prints_nothing(string file)
    {
        string text = File.ReadAllText(Path.Combine(Root(), file));
        Assert.DoesNotMatch(@"\bnew Random\(|\bRandom\.Shared|\bDateTime\.(Utc)?Now|\bDateTimeOffset\.(Utc)?Now|\bConsole\.|Guid\.NewGuid", text);
    }

    internal static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    private static string FloorOf(string name)
    {
        string[] parts = name.Split('.');
        return parts.Length > 1 ? parts[1] : "";
    }

    [GeneratedRegex(@"^namespace (Mho[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static )?(Mho[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Uses();
}
