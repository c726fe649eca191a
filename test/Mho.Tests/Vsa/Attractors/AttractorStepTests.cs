using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Xunit;

namespace Mho.Tests.Vsa.Attractors;

public sealed class AttractorStepTests
{
    private static readonly StateMachine Ring = StateMachine.Ring(4, 6, new Key(1));

    // 256 neurons are one chunk of work, which stays on this thread.
    [Theory]
    [InlineData("sparse")]
    [InlineData("sparse weights")]
    [InlineData("dense weights")]
    public void Steps_allocate_nothing(string kind)
    {
        SparsePatterns sparse = SparsePatterns.Draw(Ring, 256, 20, new Key(2));
        DensePatterns dense = DensePatterns.Draw(Ring, 256, new Key(2));
        IAttractor network = kind switch
        {
            "sparse" => new SparseAttractor(sparse),
            "sparse weights" => new SynapticAttractor(sparse, Synapses.Of(sparse)),
            _ => new SynapticAttractor(dense, Synapses.Of(dense)),
        };
        ulong[] mask = network.Stimulus(0, 0).Words.ToArray();
        network.Begin(0);
        Walk(network, mask);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Walk(network, mask);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Walk(IAttractor network, ulong[] mask)
    {
        for (int step = 0; step < 20; step++)
            network.Step(step % 4 == 0 ? mask : [], []);
    }
}
