using System.Numerics;
using System.Runtime.Intrinsics.X86;
using Mho.Circuits.Ladders;
using Xunit;

namespace Mho.Tests.Circuits.Ladders;

/// <summary>Every number of every shape arrives at its place and comes back, for registers of each width.</summary>
public sealed unsafe class LadderOrderTests
{
    public static TheoryData<int, int> Shapes => new() { { 1, 1 }, { 3, 5 }, { 4, 4 }, { 8, 8 }, { 9, 17 }, { 16, 70 }, { 13, 131 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Numbers_arrive_and_come_back(int rows, int columns)
    {
        double[] reals = [.. Enumerable.Range(1, rows * columns).Select(k => (double)k)];
        Complex[] numbers = Array.ConvertAll(reals, k => new Complex(k, 0.5 - k));
        Check<RealLane, double>(rows, columns, reals);
        Check<ComplexLanes<RealLane>, Complex>(rows, columns, numbers);
        if (Fma.IsSupported)
        {
            Check<RealLanes4, double>(rows, columns, reals);
            Check<ComplexLanes<RealLanes4>, Complex>(rows, columns, numbers);
        }

        if (Avx512F.IsSupported)
        {
            Check<RealLanes8, double>(rows, columns, reals);
            Check<ComplexLanes<RealLanes8>, Complex>(rows, columns, numbers);
        }
    }

    private static void Check<TLanes, T>(int rows, int columns, T[] numbers)
        where TLanes : struct, IFieldLanes<TLanes, T>
        where T : unmanaged, INumberBase<T>
    {
        LadderShape s = new(rows, columns, TLanes.Width, TLanes.Parts);
        AlignedDoubles strips = new(s.Doubles), turned = new(s.Block);
        T[] back = new T[numbers.Length], negated = new T[numbers.Length];
        LadderOrder<TLanes, T>.ToStrips(s, numbers, strips.Start);
        for (int k = 0; k < numbers.Length; k++)
            Assert.Equal(numbers[k], TLanes.Read(strips.Start + s.Row(k / columns, k % columns), k % columns % s.StripColumns));
        LadderOrder<TLanes, T>.FromStrips(s, strips.Start, back);
        Assert.Equal(numbers, back);
        Array.Clear(back);
        for (int block = 0; block < s.Blocks; block++)
        {
            // What an earlier block left must not stay in lanes without a row.
            new Span<double>(turned.Start, (int)turned.Length).Fill(double.NaN);
            LadderOrder<TLanes, T>.Turn(s, block, numbers, turned.Start);
            for (int j = 0; j < columns; j++)
            {
                for (int lane = 0, row = block * s.Width; lane < s.Width; lane++, row++)
                    Assert.Equal(row < rows ? numbers[(row * columns) + j] : T.Zero, TLanes.Read(turned.Start + ((nint)j * s.Register), lane));
            }

            LadderOrder<TLanes, T>.TurnBack(s, block, turned.Start, back, negate: false);
            LadderOrder<TLanes, T>.TurnBack(s, block, turned.Start, negated, negate: true);
        }

        Assert.Equal(numbers, back);
        Assert.Equal(Array.ConvertAll(numbers, number => -number), negated);
    }
}
