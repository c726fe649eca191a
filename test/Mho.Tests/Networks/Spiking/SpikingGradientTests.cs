using Mho.Networks.Spiking;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Networks.Spiking;

/// <summary>Adjoints against central differences of the forward kernels, in double.</summary>
public sealed class SpikingGradientTests
{
    private const int Samples = 2, Inputs = 9, Neurons = 7;
    private static readonly Key Root = new Key(412)["gradients"];

    private delegate void Forward(Membrane membrane, double[] times, double[] weights, double[] results);

    private delegate void Backward(Membrane membrane, double[] times, double[] weights, double[] dResults, double[] dTimes, double[] dWeights);

    public static TheoryData<string, double, double, double> Cases()
    {
        TheoryData<string, double, double, double> cases = [];
        foreach (string kernel in new[] { "exact potential", "exact spike", "discretised potential", "discretised spike" })
        {
            cases.Add(kernel, 2.8, -1.53, 0);
            cases.Add(kernel, 4, -4, 0.6);
            cases.Add(kernel, 2, -1, 0);
            cases.Add(kernel, double.PositiveInfinity, double.NegativeInfinity, 0);
            cases.Add(kernel, 1e7, -1e7, 0);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Adjoints_agree_with_differences(string kernel, double positive, double negative, double leak)
    {
        (Forward forward, Backward backward) = Kernels(kernel);
        Membrane membrane = new(new ReversalPotentials(positive, negative), leak);
        (double[] times, double[] weights) = SpikingLawTests.Draw(Root["arrays"], Samples, Inputs, Neurons);
        for (int i = 0; i < weights.Length; i++)
            weights[i] += 0.7; // so that most neurons fire
        double[] results = new double[Samples * Neurons], projection = new double[results.Length], dTimes = new double[times.Length], dWeights = new double[weights.Length];
        Root["projection"].FillNormal(projection);
        forward(membrane, times, weights, results);
        Assert.True(results.Count(double.IsFinite) > results.Length / 2);
        backward(membrane, times, weights, projection, dTimes, dWeights);
        Compare(times, dTimes);
        Compare(weights, dWeights);

        void Compare(double[] x, double[] gradient)
        {
            double scale = gradient.Max(Math.Abs);
            Assert.True(scale > 1e-3);
            for (int i = 0; i < x.Length; i++)
            {
                const double h = 1e-6;
                double before = x[i];
                x[i] = before + h;
                double up = Loss();
                x[i] = before - h;
                double down = Loss();
                x[i] = before;
                Assert.Equal((up - down) / (2 * h), gradient[i], 1e-6 * scale);
            }
        }

        double Loss()
        {
            double[] y = new double[results.Length];
            forward(membrane, times, weights, y);
            return y.Zip(projection).Sum(pair => double.IsFinite(pair.First) ? pair.First * pair.Second : 0);
        }
    }

    private static (Forward Forward, Backward Backward) Kernels(string name)
    {
        TimeGrid one = new(6, 0.031), three = new(25, 0.031, 3);
        return name switch
        {
            "exact potential" => ((m, t, w, y) => EventDrivenLayer.Potentials<double>(m, 1, t, w, Neurons, y), (m, t, w, dy, dt, dw) => EventDrivenLayer.PotentialGradients<double>(m, 1, t, w, dy, dt, dw)),
            "exact spike" => ((m, t, w, y) => EventDrivenLayer.SpikeTimes<double>(m, 3, t, w, Neurons, y), (m, t, w, dy, dt, dw) => EventDrivenLayer.SpikeTimeGradients<double>(m, 3, t, w, dy, dt, dw)),
            "discretised potential" => ((m, t, w, y) => DiscretisedLayer.Potentials<double>(m, one, t, w, Neurons, y), (m, t, w, dy, dt, dw) => DiscretisedLayer.PotentialGradients<double>(m, one, t, w, dy, dt, dw)),
            _ => ((m, t, w, y) => DiscretisedLayer.SpikeTimes<double>(m, three, t, w, Neurons, y), (m, t, w, dy, dt, dw) => DiscretisedLayer.SpikeTimeGradients<double>(m, three, t, w, dy, dt, dw)),
        };
    }
}
