using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FsCheck;
using FsCheck.Fluent;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Numerics;

/// <summary>Every kernel family against sums in double, in every form, with strides, and with guards around everything that may be touched.</summary>
public sealed unsafe class MatrixProductTests
{
    public enum Family
    {
        Chosen,
        Avx512,
        Avx2,
        Portable,
    }

    public static TheoryData<Family> Families() =>
        [.. Enum.GetValues<Family>().Where(family => (family != Family.Avx512 || Avx512F.IsSupported) && (family != Family.Avx2 || Fma.IsSupported))];

    [Theory]
    [MemberData(nameof(Families))]
    public void Small_shapes_agree_with_the_naive_sum_in_every_form(Family family)
    {
        foreach (int m in (int[])[1, 2, 3, 4, 5, 6, 7, 8, 9, 13])
        {
            foreach (int n in (int[])[1, 3, 4, 8, 15, 16, 17, 33, 48, 49, 65, 100])
                Check(family, new Form(m, n, 1 + ((m * n) % 19), (m + n) % 4, n % 3, m % 2 == 0, 3));
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Random_shapes_agree_with_the_naive_sum_in_every_form(Family family) =>
        Prop.ForAll(Forms(90), form => Check(family, form)).Check(Config.QuickThrowOnFailure.WithMaxTest(120));

    [Theory]
    [MemberData(nameof(Families))]
    public void Shapes_of_several_cache_blocks_agree_with_the_naive_sum(Family family)
    {
        Check(family, new Form(3, 1100, 600, 0, 1, true, 3));
        Check(family, new Form(211, 37, 523, 1, 0, false, 3));
        Check(family, new Form(400, 50, 70, 3, 2, true, 3));
    }

    [Fact]
    public void An_empty_sum_clears_and_an_empty_sum_to_add_leaves_alone()
    {
        float[] c = [1, 2, 3, 4, 5, 6];
        fixed (float* p = c)
        {
            MatrixProduct.Multiply(2, 2, 0, p, 0, 1, p, 2, 1, p, 3, accumulate: true);
            Assert.Equal([1, 2, 3, 4, 5, 6], c);
            MatrixProduct.Multiply(2, 2, 0, p, 0, 1, p, 2, 1, p, 3, accumulate: false);
            Assert.Equal([0, 0, 3, 0, 0, 6], c);
            MatrixProduct.Multiply(0, 2, 2, p, 0, 1, p, 2, 1, p, 3, accumulate: false);
            MatrixProduct.Multiply(2, 0, 2, p, 0, 1, p, 2, 1, p, 3, accumulate: false);
            Assert.Equal([0, 0, 3, 0, 0, 6], c);
        }
    }

    [Fact]
    public void Wide_and_narrow_registers_give_the_same_bytes()
    {
        if (!Avx512F.IsSupported)
            return;
        Prop.ForAll(Forms(70), form =>
        {
            Case<float> wide = new(form), narrow = new(form);
            wide.Run(Family.Avx512);
            narrow.Run(Family.Avx2);
            Assert.Equal(wide.C, narrow.C);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Theory]
    [InlineData(300, 0)]
    [InlineData(300, 1)]
    [InlineData(120, 0)] // a chain that goes on from C for the whole, and not for its parts
    [InlineData(120, 1)]
    public void A_part_of_C_computed_by_itself_has_the_bytes_it_has_in_the_whole(int k, int transposes)
    {
        Form form = new(61, 150, k, transposes, 0, false, 3);
        Case<float> whole = new(form), parts = new(form);
        whole.Run(Family.Chosen);
        fixed (float* a = parts.A, b = parts.B, c = parts.C)
        {
            foreach ((int top, int rows) in new[] { (0, 5), (5, 1), (6, 55) })
            {
                foreach ((int left, int columns) in new[] { (0, 1), (1, 19), (20, 130) })
                {
                    MatrixProduct.Multiply(
                        rows, columns, form.K, a + parts.AStart + (top * parts.ARow), parts.ARow, parts.AColumn, b + parts.BStart + (left * parts.BColumn), parts.BRow, parts.BColumn,
                        c + parts.CStart + (top * parts.CRow) + left, parts.CRow, accumulate: false);
                }
            }
        }

        Assert.Equal(whole.C, parts.C);
    }

    [Fact]
    public void An_instruction_set_switched_off_from_outside_is_off()
    {
        // The check of the fallbacks runs these tests again with such variables: one that the runtime no longer knows must not pass for a check.
        string[] off = [.. new[] { "EnableAVX512", "EnableAVX2", "EnableHWIntrinsic" }.Where(name => Environment.GetEnvironmentVariable($"DOTNET_{name}") == "0")];
        Assert.False(off.Length > 0 && Avx512F.IsSupported);
        Assert.False(off.Any(name => name != "EnableAVX512") && Fma.IsSupported);
    }

    [Fact]
    public void Negative_sizes_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixProduct.Multiply(-1, 1, 1, (float*)null, 1, 1, null, 1, 1, null, 1, false));

    private static Arbitrary<Form> Forms(int largest)
    {
        Gen<int> size = Gen.Choose(1, largest);
        return (from m in size
                from n in size
                from k in size
                from transposes in Gen.Choose(0, 3)
                from spread in Gen.Choose(0, 2)
                from accumulate in Gen.Elements(false, true)
                from packing in Gen.Choose(0, 3)
                select new Form(m, n, k, transposes, spread, accumulate, packing)).ToArbitrary();
    }

    private static void Check(Family family, Form form)
    {
        Case<float> single = new(form);
        single.Run(family);
        single.Verify(1.2e-7);
        Case<double> pair = new(form);
        pair.Run(family);
        pair.Verify(2.3e-16);
    }

    /// <summary>Sizes, which operands are stored transposed (bit 0: A, bit 1: B), how far elements lie apart, and what is packed.</summary>
    public sealed record Form(int M, int N, int K, int Transposes, int Spread, bool Accumulate, int Packing);

    private sealed class Case<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private const int Guard = 70;

        private readonly Form form;
        private readonly T[] before;

        public Case(Form form)
        {
            this.form = form;
            // Spread 1 leaves gaps between rows, spread 2 between elements too; gaps are NaN, so that a touched gap shows in the sum.
            int element = form.Spread == 2 ? 3 : 1, gap = form.Spread == 0 ? 0 : 5;
            (ARow, AColumn) = Strides(form.M, form.K, (form.Transposes & 1) != 0, element, gap);
            (BRow, BColumn) = Strides(form.K, form.N, (form.Transposes & 2) != 0, element, gap);
            CRow = form.N + gap;
            A = Filled("a", form.M, form.K, ARow, AColumn);
            B = Filled("b", form.K, form.N, BRow, BColumn);
            C = Filled("c", form.M, form.N, CRow, 1);
            before = [.. C];
        }

        public T[] A { get; }

        public T[] B { get; }

        public T[] C { get; }

        public nint AStart => Guard;

        public nint BStart => Guard;

        public nint CStart => Guard;

        public nint ARow { get; }

        public nint AColumn { get; }

        public nint BRow { get; }

        public nint BColumn { get; }

        public nint CRow { get; }

        public void Run(Family family)
        {
            Packing packing = (Packing)form.Packing;
            if (form.Spread == 2 || (form.Transposes & 2) != 0)
                packing |= Packing.Right;
            (int m, int n, int k, _, _, bool accumulate, _) = form;
            fixed (T* first = A, second = B, third = C)
            {
                T* a = first + Guard, b = second + Guard, c = third + Guard;
                if (family == Family.Avx512)
                    PackedProduct<Avx512Lanes<T>, Vector512<T>, T>.Multiply(m, n, k, a, ARow, AColumn, b, BRow, BColumn, c, CRow, accumulate, packing);
                else if (family == Family.Avx2)
                    PackedProduct<Avx2Lanes<T>, Vector256<T>, T>.Multiply(m, n, k, a, ARow, AColumn, b, BRow, BColumn, c, CRow, accumulate, packing);
                else if (family == Family.Portable)
                    PackedProduct<PortableLanes<T>, Vector<T>, T>.Multiply(m, n, k, a, ARow, AColumn, b, BRow, BColumn, c, CRow, accumulate, packing);
                else
                    MatrixProduct.Multiply(m, n, k, a, ARow, AColumn, b, BRow, BColumn, c, CRow, accumulate);
            }
        }

        // |error| ≤ (K + 1) u Σ|a||b| for any order of summation; blocks and random signs keep it far below.
        public void Verify(double unit)
        {
            T[] expected = [.. before];
            double[] a = Array.ConvertAll(A, double.CreateTruncating), b = Array.ConvertAll(B, double.CreateTruncating);
            for (int i = 0; i < form.M; i++)
            {
                for (int j = 0; j < form.N; j++)
                {
                    nint at = Guard + (i * CRow) + j;
                    double start = form.Accumulate ? double.CreateTruncating(before[at]) : 0;
                    (double sum, double scale) = Dot(form.K, a, Guard + (i * ARow), AColumn, b, Guard + (j * BColumn), BRow, start);
                    double error = Math.Abs(double.CreateTruncating(C[at]) - sum);
                    if (!(error <= unit * (4 + Math.Sqrt(form.K)) * scale))
                        Assert.Fail($"C[{i}, {j}] = {C[at]}, not {sum}, in {form}");
                    expected[at] = C[at];
                }
            }

            Assert.Equal(C.Length, expected.AsSpan().CommonPrefixLength(C)); // guards and gaps around C are as they were
        }

        private static (double Sum, double Scale) Dot(int count, double[] a, nint x, nint xStep, double[] b, nint y, nint yStep, double start)
        {
            double sum = start, scale = Math.Abs(start);
            for (int p = 0; p < count; p++, x += xStep, y += yStep)
            {
                double product = a[x] * b[y];
                sum += product;
                scale += Math.Abs(product);
            }

            return (sum, scale);
        }

        private static (nint Row, nint Column) Strides(int rows, int columns, bool transposed, int element, int gap) =>
            transposed ? (element, (rows * element) + gap) : ((columns * element) + gap, element);

        private static T[] Filled(string name, int rows, int columns, nint row, nint column)
        {
            Key key = new Key(5)[name];
            var values = new T[(2 * Guard) + ((rows - 1) * row) + ((columns - 1) * column) + 1];
            Array.Fill(values, T.NaN);
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                    values[Guard + (i * row) + (j * column)] = T.CreateTruncating((2 * key.Uniform((i * columns) + j)) - 1);
            }

            return values;
        }
    }
}
