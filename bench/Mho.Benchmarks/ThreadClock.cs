using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Mho.Benchmarks;

/// <summary>Seconds to time kernels by: the processor time of this thread where only one works and the system tells it, else the wall clock.</summary>
/// <remarks>Processor time leaves out what other programs take, so a ratio of two kernels on one thread survives a busy machine. On two threads waiting counts.</remarks>
internal static unsafe partial class ThreadClock
{
    private const int ThreadProcessorTime = 3; // CLOCK_THREAD_CPUTIME_ID

    public static bool CountsProcessorTime { get; set => field = value && OperatingSystem.IsLinux(); }

    public static string Name => CountsProcessorTime ? "processor time" : "wall clock";

    public static double Seconds
    {
        get
        {
            long* time = stackalloc long[2];
            return CountsProcessorTime && Read(ThreadProcessorTime, time) == 0 ? time[0] + (1e-9 * time[1]) : Stopwatch.GetElapsedTime(0).TotalSeconds;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Read(int clock, long* time);
}
