using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mho.Autograd;
using Mho.Networks.Spiking;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Networks.Spiking;

/// <summary>The product by sorted spikes beside that by spread ones, the published numbers, and itself in other registers.</summary>
public sealed class SpikeProductTests
{
    private const int Samples = 21, Inputs = 150;

    private static readonly ReversalPotentials Real = new(2.8, -1.53);

    [Theory]
    [InlineData(83, GridOffset.Random)]
    [InlineData(200, GridOffset.Fixed)]
    public void Coefficients_and_gradients_are_those_of_the_dense_products(int neurons, GridOffset offset)
    {
        float[][] sparse = Pass(neurons, tape =>
        {
            SortedSpikes spikes = new(tape.Arena, tape.Times, 10, offset);
            SpikeProduct product = new(tape.Arena, spikes, tape.Kernel, Real);
            return ([spikes, product], product.Output, product.Rates);
        });
        float[][] dense = Pass(neurons, tape =>
        {
            SpreadSpikes spikes = new(tape.Arena, tape.Times, 10, offset);
            Dense drives = new(tape.Arena, spikes.Output, tape.Kernel, null);
            ReversedWeights reversed = new(tape.Arena, tape.Kernel, Real);
            Dense rates = new(tape.Arena, spikes.Output, reversed.Output, null);
            drives.SetAdds(0, true); // the last backward
            drives.SetAdds(1, true);
            return ([spikes, drives, reversed, rates], drives.Output, rates.Output);
        });
        Alike(dense, sparse);
    }

    [Theory]
    [InlineData(83)]
    [InlineData(5)]
    public void Every_kind_of_register_gives_the_same_to_rounding(int neurons)
    {
        float[][] portable = Registers<PortableLanes<float>, Vector<float>>(neurons);
        if (Fma.IsSupported)
            Alike(portable, Registers<Avx2Lanes<float>, Vector256<float>>(neurons));
        if (Avx512F.IsSupported)
            Alike(portable, Registers<Avx512Lanes<float>, Vector512<float>>(neurons));
    }

    [Theory]
    [InlineData(3, 0.5379806313)]
    [InlineData(5, 0.5452546746)]
    [InlineData(11, 0.5450329017)]
    [InlineData(31, 0.5445314220)]
    public void The_checked_neuron_charges_to_the_checked_potential(int intervals, double potential)
    {
        using Tape tape = new();
        Tensor times = tape.Input(new Shape(1, 3)), kernel = tape.Input(new Shape(3, 1));
        new[] { 0.10f, 0.35f, 0.80f }.CopyTo(times.Values);
        new[] { 1.2f, -0.7f, 0.9f }.CopyTo(kernel.Values);
        SortedSpikes spikes = new(tape.Arena, times, intervals, GridOffset.Fixed);
        tape.Record(spikes);
        SpikeProduct product = new(tape.Arena, spikes, kernel, Real);
        Tensor charged = tape.Record(new MembraneCharge(tape.Arena, tape.Record(product), product.Rates, spikes));
        tape.Forward(new Step(new Key(1), Training: true));
        Assert.Equal(potential, charged.Values[0], 3e-7);
    }

    [Fact]
    public void Silence_and_infinite_potentials_cost_and_change_nothing()
    {
        using Arena arena = new();
        Tensor times = new(arena, new Shape(2, 40), false), kernel = new(arena, new Shape(40, 7), false);
        times.Values.Fill(1);
        times.Values[3] = float.PositiveInfinity;
        new Key(1).FillNormal(kernel.Values);
        SortedSpikes spikes = new(arena, times, 6, GridOffset.Random);
        SpikeProduct product = new(arena, spikes, kernel, ReversalPotentials.Ideal);
        Step step = new(new Key(2), Training: true);
        spikes.Forward(step);
        product.Forward(step);
        Assert.All(product.Output.Values.ToArray(), value => Assert.Equal(0, value));
        times.Values.Fill(0.3f);
        spikes.Forward(step);
        product.Forward(step);
        Assert.Contains(product.Output.Values.ToArray(), value => value != 0);
        Assert.All(product.Rates.Values.ToArray(), value => Assert.Equal(0, value));
    }

    // Their memory is one: a sum would be of values and gradients.
    [Fact]
    public void Coefficients_are_read_once_by_what_overwrites_them()
    {
        using Tape tape = new();
        Tensor times = tape.Input(new Shape(2, 40), needsGradient: true), kernel = tape.Input(new Shape(40, 7), needsGradient: true);
        SortedSpikes spikes = new(tape.Arena, times, 6, GridOffset.Fixed);
        tape.Record(spikes);
        SpikeProduct product = new(tape.Arena, spikes, kernel, Real);
        Tensor drives = tape.Record(product);
        Assert.True(drives.GradientOverwrites && drives.As(drives.Shape).GradientOverwrites);
        Assert.Contains("overwrites", Assert.Throws<InvalidOperationException>(() => tape.Record(new Affine(tape.Arena, drives, 2))).Message, StringComparison.Ordinal);
        tape.Record(new MembraneCharge(tape.Arena, drives, product.Rates, spikes));
        Assert.Throws<InvalidOperationException>(() => tape.Record(new MembraneCharge(tape.Arena, drives.As(drives.Shape), product.Rates, spikes)));
    }

    // Where gradients overwrite coefficients each must be read before: to the bit what tensors of their own give.
    [Fact]
    public void Membranes_read_coefficients_before_gradients_take_their_places()
    {
        using Arena arena = new();
        (Tensor times, Tensor kernel) = Given(arena, 83);
        SortedSpikes spikes = new(arena, times, 10, GridOffset.Random);
        SpikeProduct product = new(arena, spikes, kernel, Real);
        Step step = new(new Key(7), Training: true);
        spikes.Forward(step);
        product.Forward(step);
        Tensor drives = new(arena, product.Output.Shape, true), rates = new(arena, product.Output.Shape, true);
        product.Output.Values.CopyTo(drives.Values);
        product.Rates.Values.CopyTo(rates.Values);
        foreach (MembraneCharge charge in new MembraneCharge[] { new(arena, drives, rates, spikes), new(arena, product.Output, product.Rates, spikes) })
        {
            charge.Forward(step);
            new Key(8).FillNormal(charge.Output.Gradients);
            charge.Backward(step);
        }

        Assert.Equal(drives.Gradients.ToArray(), product.Output.Gradients.ToArray());
        Assert.Equal(rates.Gradients.ToArray(), product.Rates.Gradients.ToArray());
    }

    private delegate (Operation[] Operations, Tensor Drives, Tensor Rates) Record((Arena Arena, Tensor Times, Tensor Kernel) tape);

    private static float[][] Pass(int neurons, Record record)
    {
        using Arena arena = new();
        (Tensor times, Tensor kernel) = Given(arena, neurons);
        (Operation[] operations, Tensor drives, Tensor rates) = record((arena, times, kernel));
        Step step = new(new Key(7), Training: true);
        foreach (Operation operation in operations)
            operation.Forward(step);
        (float[] g, float[] f) = (drives.Values.ToArray(), rates.Values.ToArray()); // whose places gradients take
        Project(drives, rates);
        foreach (Operation operation in operations.Reverse())
            operation.Backward(step);
        return [g, f, times.Gradients.ToArray(), kernel.Gradients.ToArray()];
    }

    private static float[][] Registers<TLanes, TVector>(int neurons)
        where TLanes : struct, ITileLanes<TVector, float>
        where TVector : struct
    {
        using Arena arena = new();
        (Tensor times, Tensor kernel) = Given(arena, neurons);
        SortedSpikes spikes = new(arena, times, 10, GridOffset.Random);
        Shape shape = new(Samples * spikes.Intervals, neurons);
        Tensor drives = new(arena, shape, true), rates = new(arena, shape, true);
        SpikeKernels<TLanes, TVector> kernels = new(arena, spikes, kernel, drives, rates, Real);
        Step step = new(new Key(7), Training: true);
        spikes.Forward(step);
        kernels.Forward();
        Project(drives, rates);
        kernels.Backward(addsShares: false, addsKernel: false);
        spikes.Backward(step);
        return [drives.Values.ToArray(), rates.Values.ToArray(), times.Gradients.ToArray(), kernel.Gradients.ToArray()];
    }

    private static (Tensor Times, Tensor Kernel) Given(Arena arena, int neurons)
    {
        Tensor times = new(arena, new Shape(Samples, Inputs), true), kernel = new(arena, new Shape(Inputs, neurons), true);
        for (int i = 0; i < times.Values.Length; i++)
            times.Values[i] = (float)((1.3 * new Key(3).Uniform(i)) - 0.1);
        new Key(4).FillNormal(kernel.Values);
        return (times, kernel);
    }

    // A loss linear in both results.
    private static void Project(Tensor drives, Tensor rates)
    {
        new Key(5).FillNormal(drives.Gradients);
        new Key(6).FillNormal(rates.Gradients);
    }

    private static void Alike(float[][] expected, float[][] actual)
    {
        for (int k = 0; k < expected.Length; k++)
        {
            float largest = expected[k].Max(Math.Abs);
            Assert.True(largest > 0);
            Assert.Equal(expected[k].Length, actual[k].Length);
            for (int i = 0; i < expected[k].Length; i++)
                Assert.Equal(expected[k][i], actual[k][i], 1e-5 * largest);
        }
    }
}
