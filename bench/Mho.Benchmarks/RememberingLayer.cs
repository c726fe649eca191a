namespace Mho.Benchmarks;

/// <summary>The exact solution as automatic differentiation has it: coefficients and potentials of every interval of every neuron are kept for the backward pass.</summary>
/// <remarks>The simple honest version beside which the others are timed: float, one thread, running sums over the sorted spikes.</remarks>
internal sealed class RememberingLayer(int inputs, int neurons, float magnitude)
{
    private readonly float[] _rates = new float[(inputs + 1) * neurons], _drives = new float[(inputs + 1) * neurons], _states = new float[(inputs + 2) * neurons];
    private readonly float[] _sorted = new float[inputs], _costates = new float[neurons], _dRates = new float[neurons], _dDrives = new float[neurons];
    private readonly int[] _order = new int[inputs];

    /// <summary>Bytes kept from forward to backward.</summary>
    public long Bytes => sizeof(float) * ((long)_rates.Length + _drives.Length + _states.Length);

    public void Forward(ReadOnlySpan<float> times, ReadOnlySpan<float> weights, Span<float> potentials)
    {
        times.CopyTo(_sorted);
        for (int j = 0; j < inputs; j++)
            _order[j] = j;
        Array.Sort(_sorted, _order);
        float slope = 1 / magnitude;
        for (int k = 0; k <= inputs; k++)
        {
            float d = Duration(k);
            Span<float> f = Row(_rates, k), g = Row(_drives, k), v = Row(_states, k), next = Row(_states, k + 1);
            if (k > 0)
            {
                ReadOnlySpan<float> w = weights.Slice(_order[k - 1] * neurons, neurons), before = Row(_rates, k - 1), drive = Row(_drives, k - 1);
                for (int i = 0; i < neurons; i++)
                    (f[i], g[i]) = (before[i] + (slope * Math.Abs(w[i])), drive[i] + w[i]);
            }

            for (int i = 0; i < neurons; i++)
            {
                float x = f[i] * d, e = MathF.Exp(-x);
                next[i] = (e * v[i]) + (g[i] * d * Mean(x, e));
            }
        }

        Row(_states, inputs + 1).CopyTo(potentials);
    }

    public void Backward(ReadOnlySpan<float> weights, ReadOnlySpan<float> dPotentials, Span<float> dTimes, Span<float> dWeights)
    {
        dPotentials.CopyTo(_costates);
        Array.Clear(_dRates);
        Array.Clear(_dDrives);
        float slope = 1 / magnitude;
        for (int k = inputs; k >= 0; k--)
        {
            float d = Duration(k), sum = 0;
            ReadOnlySpan<float> f = Row(_rates, k), g = Row(_drives, k), v = Row(_states, k);
            int input = k > 0 ? _order[k - 1] : 0;
            ReadOnlySpan<float> w = weights.Slice(input * neurons, neurons);
            Span<float> dw = dWeights.Slice(input * neurons, neurons);
            for (int i = 0; i < neurons; i++)
            {
                float x = f[i] * d, e = MathF.Exp(-x), mean = Mean(x, e), after = _costates[i];
                _dDrives[i] += after * d * mean;
                _dRates[i] += after * d * ((g[i] * d * (x > 0.02f ? (e - mean) / x : -0.5f + (x / 3) - (x * x / 8))) - (e * v[i]));
                _costates[i] = after * e;
                if (k == 0)
                    continue;
                float beta = w[i] >= 0 ? slope : -slope;
                dw[i] = _dDrives[i] + (beta * _dRates[i]);
                sum -= _costates[i] * w[i] * (1 - (beta * v[i]));
            }

            if (k > 0)
                dTimes[input] = sum;
        }
    }

    private static float Mean(float x, float e) => x > 0.02f ? (1 - e) / x : 1 - (x / 2) + (x * x / 6);

    private float Duration(int k) => (k < inputs ? _sorted[k] : 1) - (k > 0 ? _sorted[k - 1] : 0);

    private Span<float> Row(float[] all, int k) => all.AsSpan(k * neurons, neurons);
}
