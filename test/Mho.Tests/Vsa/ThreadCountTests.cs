using System.Runtime.InteropServices;
using Mho.Numerics;
using Mho.Tests.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Mho.Vsa.Spiking;
using Xunit;

namespace Mho.Tests.Vsa;

/// <summary>Everything that threads share gives the same bytes on one, two and eight of them.</summary>
[Collection(WorkerCountCollection.Name)]
public sealed class ThreadCountTests
{
    private static readonly Key Root = new(94);
    private static readonly StateMachine Ring = StateMachine.Ring(5, 9, Root["machine"], labels: 4);
    private static readonly DensePatterns Dense = DensePatterns.Draw(Ring, 1500, Root["dense"]);
    private static readonly SparsePatterns Sparse = SparsePatterns.Draw(Ring, 2500, 180, Root["sparse"], balanced: true, passing: 0.6);

    [Fact]
    public void Weights_of_dense_and_sparse_networks() => Same(() => [.. Bytes(Synapses.Of(Dense)), .. Bytes(Synapses.Of(Sparse))]);

    [Theory]
    [InlineData("noisy")]
    [InlineData("log-normal")]
    [InlineData("stuck at 0")]
    [InlineData("stuck at 1")]
    [InlineData("quantised")]
    [InlineData("ternary")]
    [InlineData("binarised")]
    [InlineData("largest")]
    public void Faults_of_weights(string fault)
    {
        Synapses dense = Synapses.Of(Dense), sparse = Synapses.Of(Sparse);
        Same(() => [.. Bytes(Faulty(dense)), .. Bytes(Faulty(sparse))]);

        Synapses Faulty(Synapses weights) => fault switch
        {
            "noisy" => WeightFaults.Noisy(weights, 0.5, Root["fault"]),
            "log-normal" => WeightFaults.LogNormal(weights, 0.5, Root["fault"]),
            "stuck at 0" => WeightFaults.StuckAtZero(weights, 0.3, Root["fault"]),
            "stuck at 1" => WeightFaults.StuckAtOne(weights, 0.3, Root["fault"]),
            "quantised" => WeightFaults.Quantised(weights, 8),
            "ternary" => WeightFaults.Ternary(weights, 0.5),
            "binarised" => WeightFaults.Binarised(weights, Root["fault"]),
            _ => WeightFaults.Largest(weights, 0.1, Root["fault"]),
        };
    }

    [Fact]
    public void Walks_of_weights_one_by_one_neurons_looking_when_they_like()
    {
        Synapses dense = Synapses.Of(Dense), sparse = WeightFaults.Noisy(Synapses.Of(Sparse), 0.3, Root["fault"]);
        Walk walk = Ring.Follow([.. Ring.RandomWalk(3, Root["walk"]).Stimuli, -1]);
        Protocol protocol = new() { Updated = 0.3, Spread = 3 };
        Same(() =>
        {
            SynapticAttractor first = new(Dense, dense), second = new(Sparse, sparse);
            AttractorWalk one = AttractorWalk.Run(first, walk, protocol, Root["run"], trace: true), two = AttractorWalk.Run(second, walk, protocol, Root["run"], trace: true);
            return [.. MemoryMarshal.AsBytes(first.Field), .. MemoryMarshal.AsBytes(second.Field), .. Numbers(one.Trace), .. Numbers(two.Trace)];
        });
    }

    [Fact]
    public void Walks_of_spiking_neurons() => Same(() =>
    {
        SpikingAttractor network = new(new SynapticRecurrence(Synapses.Of(Sparse)), Sparse.Ones, new LeakyNeuron { CurrentNoise = 0.5 });
        SpikingWalk walk = SpikingWalk.Run(network, Sparse, Ring.RandomWalk(2, Root["walk"]), new(), Root["run"], trace: true);
        Assert.True(walk.Raster.Count > 1000);
        return [.. Numbers(walk.Trace), .. MemoryMarshal.AsBytes<Spike>(walk.Raster.ToArray()), .. MemoryMarshal.AsBytes(network.Potentials)];
    });

    private static void Same(Func<byte[]> bytes)
    {
        byte[][] results = [.. new[] { 1, 2, 8 }.Select(count =>
        {
            using WorkerCount threads = new(count);
            return bytes();
        })];
        Assert.True(results[0].AsSpan().ContainsAnyExcept((byte)0));
        Assert.True(results[0].AsSpan().SequenceEqual(results[1]), "two threads differ from one");
        Assert.True(results[0].AsSpan().SequenceEqual(results[2]), "eight threads differ from one");
    }

    private static byte[] Bytes(Synapses synapses) => MemoryMarshal.AsBytes(synapses.Weights).ToArray();

    private static byte[] Numbers(IReadOnlyList<double[]> rows) => [.. rows.SelectMany(row => MemoryMarshal.AsBytes<double>(row).ToArray())];
}
