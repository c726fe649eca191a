using System.ComponentModel;
using System.Diagnostics;

namespace Mho.Cli;

/// <summary>Plots as PNG through rsvg-convert, for places that take no SVG.</summary>
internal static class PngPlots
{
    /// <summary>Converts every plot of a run folder; says so on standard error if the program is not installed.</summary>
    public static void Write(string folder, Terminal terminal)
    {
        string plots = Path.Combine(folder, "plots");
        foreach (string svg in Directory.Exists(plots) ? Directory.GetFiles(plots, "*.svg") : [])
        {
            try
            {
                using Process process = Process.Start(new ProcessStartInfo("rsvg-convert", ["--zoom", "2", "--output", Path.ChangeExtension(svg, ".png"), svg]))!;
                process.WaitForExit();
                if (process.ExitCode != 0)
                    terminal.Error.WriteLine($"mho: rsvg-convert could not draw {svg}.");
            }
            catch (Win32Exception)
            {
                terminal.Error.WriteLine("mho: no PNG plots: rsvg-convert is not installed (package librsvg2-bin); the SVG plots are there.");
                return;
            }
        }
    }
}
