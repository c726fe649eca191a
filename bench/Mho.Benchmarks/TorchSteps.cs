using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Mho.Benchmarks;

/// <summary>bench/torch_steps.py, running beside us and asked for one network at a time; absent when there is no torch.</summary>
internal sealed class TorchSteps : IDisposable
{
    private readonly Process _process;

    private TorchSteps(Process process, string version) => (_process, Version) = (process, version);

    public string Version { get; }

    public static TorchSteps? Start(int threads, string python)
    {
        string count = threads.ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start = new(python, [Script(), count])
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
            return ready == null ? null : new TorchSteps(process, ready.Split(' ')[1]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Milliseconds: best and median of a training step, best and median of inference.</summary>
    public double[] Measure(string network)
    {
        _process.StandardInput.WriteLine(network);
        string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"torch ended while timing {network}.");
        return [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Script([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "torch_steps.py"));
}
