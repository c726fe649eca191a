using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Mho.Benchmarks;

/// <summary>A script of bench/, running beside us and asked for one thing at a time; absent when Python lacks what it needs.</summary>
internal sealed class PythonPeer : IDisposable
{
    private readonly Process _process;
    private readonly string _script;

    private PythonPeer(Process process, string script, string version) => (_process, _script, Version) = (process, script, version);

    /// <summary>Of the package that the script uses.</summary>
    public string Version { get; }

    /// <summary>Debian's Python if that has the packages, else the first on PATH; null if neither has.</summary>
    /// <param name="script">Its file's name. It prints <c>ready VERSION</c>, then a line of numbers for each line it is sent.</param>
    /// <param name="threads">Of its BLAS and OpenMP.</param>
    public static PythonPeer? Start(string script, int threads) => Start(script, threads, "/usr/bin/python3") ?? Start(script, threads, "python3");

    /// <summary>The numbers that the script answers.</summary>
    public double[] Measure(string what)
    {
        _process.StandardInput.WriteLine(what);
        string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{_script} ended while timing {what}.");
        return [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static PythonPeer? Start(string script, int threads, string python)
    {
        string count = threads.ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start = new(python, [Path(script), count])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"] = count;
        start.Environment.Remove("OPENBLAS_CORETYPE");
        try
        {
            Process process = Process.Start(start)!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            string? ready = process.StandardOutput.ReadLine();
            return ready == null ? null : new PythonPeer(process, script, ready.Split(' ')[1]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Path(string script, [CallerFilePath] string here = "") => System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", script));
}
