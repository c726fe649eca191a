using System.Runtime.InteropServices;

namespace Mho.Benchmarks;

/// <summary>OpenBLAS, if the machine has it, as the yardstick; it chooses its own kernels.</summary>
internal static unsafe class OpenBlas
{
    private const int RowMajor = 101, AsIs = 111, Transposed = 112;

    private static readonly nint Library = new[] { "libopenblas.so.0", "libopenblas.so", "libopenblas" }
        .Select(name => NativeLibrary.TryLoad(name, out nint handle) ? handle : 0).FirstOrDefault(handle => handle != 0);

    private static readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> Single =
        (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)Export("cblas_sgemm");

    private static readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int, void> Double =
        (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int, void>)Export("cblas_dgemm");

    private static readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float*, float*, int, float*, int, float*, float*, int, void> ComplexSingle =
        (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float*, float*, int, float*, int, float*, float*, int, void>)Export("cblas_cgemm");

    private static readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, double*, double*, int, double*, int, double*, double*, int, void> ComplexDouble =
        (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, double*, double*, int, double*, int, double*, double*, int, void>)Export("cblas_zgemm");

    public static bool IsInstalled => Library != 0;

    public static string Name => IsInstalled ? Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)Export("openblas_get_config"))())! : "not installed";

    public static void SetThreads(int count)
    {
        if (IsInstalled)
            ((delegate* unmanaged[Cdecl]<int, void>)Export("openblas_set_num_threads"))(count);
    }

    /// <summary>C = A B; an operand marked as transposed is stored as its transpose.</summary>
    public static void Multiply(int m, int n, int k, float* a, bool aTransposed, float* b, bool bTransposed, float* c) =>
        Single(RowMajor, aTransposed ? Transposed : AsIs, bTransposed ? Transposed : AsIs, m, n, k, 1, a, aTransposed ? m : k, b, bTransposed ? k : n, 0, c, n);

    /// <summary>C = A B; an operand marked as transposed is stored as its transpose.</summary>
    public static void Multiply(int m, int n, int k, double* a, bool aTransposed, double* b, bool bTransposed, double* c) =>
        Double(RowMajor, aTransposed ? Transposed : AsIs, bTransposed ? Transposed : AsIs, m, n, k, 1, a, aTransposed ? m : k, b, bTransposed ? k : n, 0, c, n);

    /// <summary>C = A B of complex numbers, real and imaginary parts side by side.</summary>
    public static void MultiplyComplex(int m, int n, int k, float* a, float* b, float* c)
    {
        float* one = stackalloc float[] { 1, 0 }, none = stackalloc float[] { 0, 0 };
        ComplexSingle(RowMajor, AsIs, AsIs, m, n, k, one, a, k, b, n, none, c, n);
    }

    /// <summary>C = A B of complex numbers, real and imaginary parts side by side.</summary>
    public static void MultiplyComplex(int m, int n, int k, double* a, double* b, double* c)
    {
        double* one = stackalloc double[] { 1, 0 }, none = stackalloc double[] { 0, 0 };
        ComplexDouble(RowMajor, AsIs, AsIs, m, n, k, one, a, k, b, n, none, c, n);
    }

    private static nint Export(string name) => Library == 0 ? 0 : NativeLibrary.GetExport(Library, name);
}
