using System.ComponentModel;
using System.Diagnostics;

namespace Mho.Circuits.Netlists;

/// <summary>The circuit simulator ngspice, as a program beside ours.</summary>
public sealed record Ngspice
{
    private const string Install = "install it (Debian, Ubuntu: apt-get install ngspice) or name the program";

    /// <summary>The program: a name looked for on PATH, or a path.</summary>
    public string Program { get; init; } = "ngspice";

    /// <summary>Whether it is there and runs.</summary>
    public bool Present
    {
        get
        {
            try
            {
                return Start(["--version"], Environment.CurrentDirectory, default).Code == 0;
            }
            catch (InputException)
            {
                return false;
            }
        }
    }

    /// <summary>Solves a netlist.</summary>
    /// <exception cref="InputException">ngspice is not installed.</exception>
    /// <exception cref="InvalidOperationException">ngspice found no solution; says what it said.</exception>
    public SpiceResult Run(Netlist netlist, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(netlist);
        return Run(netlist.Write, cancel);
    }

    /// <summary>Solves a deck that somebody else wrote and that asks for one analysis.</summary>
    /// <param name="deck">The text, title line first.</param>
    /// <param name="cancel">Ends ngspice.</param>
    /// <returns>As far as ngspice came: a transient that does not converge ends early.</returns>
    /// <exception cref="InputException">ngspice is not installed.</exception>
    /// <exception cref="InvalidOperationException">ngspice found no solution; says what it said.</exception>
    public SpiceResult Run(string deck, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(deck);
        return Run(writer => writer.Write(deck), cancel);
    }

    private SpiceResult Run(Action<TextWriter> write, CancellationToken cancel)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mho-ngspice-");
        try
        {
            string raw = Path.Combine(folder.FullName, "result.raw");
            using (StreamWriter writer = new(Path.Combine(folder.FullName, "circuit.cir")) { NewLine = "\n" })
                write(writer);

            // -n: no start-up file of the user changes a tolerance.
            (int code, string said) = Start(["-n", "-b", "-r", raw, "circuit.cir"], folder.FullName, cancel);
            if (code > 128)
                throw new InvalidOperationException($"ngspice was ended from outside (signal {code - 128}) before it was done: {said}");
            if (!File.Exists(raw) || new FileInfo(raw).Length == 0)
                throw new InvalidOperationException($"ngspice found no solution (exit code {code}): {said}");
            return SpiceResult.Parse(File.ReadAllBytes(raw), raw);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // What it prints about faults, or else its last words.
    private (int Code, string Said) Start(string[] arguments, string folder, CancellationToken cancel)
    {
        ProcessStartInfo start = new(Program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SPICE_ASCIIRAWFILE"] = "0";
        List<string> lines = [];
        try
        {
            using Process process = new() { StartInfo = start };
            process.OutputDataReceived += (_, line) => Keep(line.Data);
            process.ErrorDataReceived += (_, line) => Keep(line.Data);
            process.Start();
            using CancellationTokenRegistration kill = cancel.Register(() => process.Kill(entireProcessTree: true));
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.WaitForExit();
            cancel.ThrowIfCancellationRequested();
            return (process.ExitCode, string.Join(" ", lines.Where(line => line.Contains("rror", StringComparison.Ordinal)).DefaultIfEmpty(lines.LastOrDefault() ?? "").Take(3)));
        }
        catch (Win32Exception exception)
        {
            throw new InputException($"{Program} does not run ({new Win32Exception(exception.NativeErrorCode).Message}); {Install}.", inner: exception);
        }

        void Keep(string? line)
        {
            lock (lines)
            {
                if (!string.IsNullOrWhiteSpace(line))
                    lines.Add(line.Trim());
            }
        }
    }
}
