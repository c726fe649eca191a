using System.Numerics;
using System.Runtime.InteropServices;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Numerics;

/// <summary>Operands that end where readable memory ends: one element too far would end the process.</summary>
public sealed unsafe partial class MemoryEndTests
{
    private const int Page = 4096, ReadWrite = 3, NoAccess = 0, PrivateAnonymous = 0x22;

    [Fact]
    public void No_operand_is_read_or_written_past_its_last_element()
    {
        if (!OperatingSystem.IsLinux())
            return; // page protection by mprotect; the kernels are the same elsewhere
        foreach (int m in (int[])[1, 3, 8, 13])
        {
            foreach (int n in (int[])[1, 5, 10, 16, 17, 40, 50])
            {
                foreach (int k in (int[])[1, 2, 9, 33])
                {
                    for (int form = 0; form < 4; form++)
                    {
                        bool aTransposed = (form & 1) != 0, bTransposed = (form & 2) != 0;
                        Multiply<float>(m, n, k, aTransposed, bTransposed);
                        Multiply<double>(m, n, k, aTransposed, bTransposed);
                    }
                }
            }
        }
    }

    private static void Multiply<T>(int m, int n, int k, bool aTransposed, bool bTransposed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* a = AtTheEnd<T>(m * k), b = AtTheEnd<T>(k * n), c = AtTheEnd<T>(m * n);
        (nint aRow, nint aColumn, nint bRow, nint bColumn) = (aTransposed ? 1 : k, aTransposed ? m : 1, bTransposed ? 1 : n, bTransposed ? k : 1);
        MatrixProduct.Multiply(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, n, accumulate: true);
        Free(a, m * k);
        Free(b, k * n);
        Free(c, m * n);
    }

    private static nint Pages<T>(int count)
        where T : unmanaged => (((count * sizeof(T)) + Page - 1) / Page) + 1;

    private static T* AtTheEnd<T>(int count)
        where T : unmanaged
    {
        nint size = Pages<T>(count) * Page;
        nint memory = Map(0, size, ReadWrite, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, memory);
        Assert.Equal(0, Protect(memory + size - Page, Page, NoAccess));
        return (T*)(memory + size - Page) - count;
    }

    private static void Free<T>(T* first, int count)
        where T : unmanaged
    {
        nint size = Pages<T>(count) * Page;
        Assert.Equal(0, Unmap((nint)(first + count) + Page - size, size));
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nint length);
}
