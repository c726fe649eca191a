using Mho.Circuits;
using Mho.Circuits.Netlists;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits;

/// <summary>Steps in time against closed forms, the matrix exponential of a dense circuit, conservation of charge, and ngspice.</summary>
public sealed class TransientCrossbarTests
{
    // Driver and segment 1.5 kΩ to the word line's node of 2 pF; the bit line is held at 0 V by ideal wires through 3 kΩ of cell.
    [Fact]
    public void One_capacitor_charges_as_an_exponential()
    {
        Crossbar x = new(1, 1, new[] { 1 / 3e3 }) { WordLines = new() { Segment = 500 * ohm, Stray = 2 * pF, Near = LineEnd.Driven(1 * kohm) } };
        const double tau = 1e3 * 2e-12; // 1.5 kΩ ∥ 3 kΩ
        TransientResponse response = x.Every(0.005 * ns).Prepare().Step([0.6], 3000);
        response.Report.OrThrow();
        for (int sample = 1; sample <= 3000; sample++)
        {
            double expected = 0.4 / 3e3 * (1 - Math.Exp(-sample * 0.005e-9 / tau));
            Assert.Equal(expected, response.Outputs.Span[sample], 2e-6 * 0.4 / 3e3);
        }

        Assert.Equal(tau * Math.Log(100), response.SettlingTime(0.01)!.Value.SI, 1e-4 * tau);
        Assert.Null(x.Every(0.005 * ns).Prepare().Step([0.6], 10).SettlingTime(0.01));
    }

    // Halving the step divides the error by four: at a jump, on a ramp, and for cells of every kind, those behind an access transistor too.
    [Theory]
    [InlineData("jump", 0)]
    [InlineData("ramp", 0)]
    [InlineData("jump", 2000)]
    [InlineData("ramp", 2000)]
    public void The_error_falls_with_the_square_of_the_step(string shape, double access)
    {
        (Crossbar x, double[] input) = Small(access);
        const double end = 4e-9;
        double[] exact = Exact(x, input, end, shape == "ramp");
        double[] errors = [.. new[] { 40, 80, 160 }.Select(steps =>
        {
            TransientResponse response = x.Every(new(end / steps)).Prepare(1e-13).Run(Samples(input, steps, shape == "ramp"));
            double[] found = [.. response.WordLines.Span, .. response.BitLines.Span];
            return found.Zip(exact, (a, b) => Math.Abs(a - b)).Max();
        })];
        Assert.InRange(errors[0], 1e-9, 1e-2);
        Assert.InRange(Math.Log2(errors[0] / errors[1]), 1.85, 2.15);
        Assert.InRange(Math.Log2(errors[1] / errors[2]), 1.9, 2.1);
    }

    // Without conductance each column has taken Σ C V when all is charged, to the rounding of the solves: trapezoids add charges up exactly.
    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public void Charge_is_conserved(double access)
    {
        const int rows = 5, columns = 4;
        Key key = new(15);
        double[] farads = [.. Enumerable.Range(0, rows * columns).Select(k => 1e-12 * key["farad"].Uniform(k))], input = CrossbarTests.Input(rows, key);
        Crossbar x = new Crossbar(rows, columns, new double[rows * columns]) { Capacitances = farads, Access = access * ohm }.WithSegments(30 * ohm, 20 * ohm);
        x = x with { WordLines = x.WordLines with { Stray = 1 * pF }, BitLines = x.BitLines with { Stray = 0.5 * pF } };
        TransientResponse response = x.Every(0.1 * ns).Prepare(1e-12).Step(input, 3000);
        response.Report.OrThrow();
        for (int j = 0; j < columns; j++)
        {
            double expected = Enumerable.Range(0, rows).Sum(i => farads[(i * columns) + j] * input[i]);
            Assert.Equal(expected, response.Charges.Span[(3000 * columns) + j], 1e-9 * 1e-12);
        }
    }

    [Fact]
    public void What_was_at_rest_stays_at_rest_and_a_pulse_leaves_no_trace()
    {
        (Crossbar x, double[] input) = Small(1000);
        double[] rest = new double[x.Columns];
        x.Prepare(1e-12).Outputs(input, rest).OrThrow();
        TransientCrossbar array = x.Every(0.1 * ns) with { Before = input };
        TransientResponse still = array.Prepare(1e-12).Step(input, 20);
        for (int k = 0; k < still.Outputs.Length; k++)
            Assert.Equal(rest[k % x.Columns], still.Outputs.Span[k], 1e-10 * rest.Max(Math.Abs));
        Assert.Equal(0, still.SettlingTime()!.Value.SI);
        double[] pulse = new double[1001 * x.Rows];
        for (int sample = 0; sample < 10; sample++)
            input.CopyTo(pulse, sample * x.Rows);
        TransientResponse after = x.Every(0.1 * ns).Prepare(1e-12).Run(pulse);
        Assert.All(Enumerable.Range(1000 * x.Columns, x.Columns), k => Assert.InRange(Math.Abs(after.Outputs.Span[k]), 0, 1e-8 * rest.Max(Math.Abs)));
    }

    [Theory]
    [InlineData("plain", 0)]
    [InlineData("shorts", 0)]
    [InlineData("open bit", 0)]
    [InlineData("both sides", 300)]
    [InlineData("ideal bit", 300)]
    public void Waveforms_agree_with_ngspice(string kind, double access)
    {
        Assert.SkipUnless(new Ngspice().Present, "ngspice is not on PATH: apt-get install ngspice.");
        Key key = new Key(16)[kind];
        Crossbar x = AlternatingCrossbarTests.Reactive(CrossbarTests.Make(6, 5, kind, key), "strays", key) with { Access = access * ohm };
        x = x with { Capacitances = Enumerable.Range(0, 30).Select(k => 1e-12 * key["farad"].Uniform(k)).ToArray() };
        double[] input = CrossbarTests.Input(6, key);
        const double end = 2e-9;
        const int steps = 4000;
        TransientResponse ours = x.Every(new(end / steps)).Prepare(1e-10).Step(input, steps);
        Netlist netlist = new(x, input, SpiceAnalysis.Transient(new(end / 2000), new(end)));
        SpiceResult theirs = new Ngspice().Run(netlist);
        double scale = ours.Outputs.Span[(40 * 5)..].ToArray().Max(Math.Abs);
        for (int point = 0; point < theirs.Points; point++)
        {
            double at = theirs["time", point].Real / end * steps;
            int sample = Math.Min((int)at, steps - 1);
            if (sample < 40)
                continue; // currents that jump at time 0 are another story at the same moment
            for (int j = 0; j < 5; j++)
            {
                double found = ours.Outputs.Span[(sample * 5) + j], next = ours.Outputs.Span[((sample + 1) * 5) + j];
                Assert.Equal(theirs[netlist.Output(j), point].Real, found + ((at - sample) * (next - found)), 2e-4 * scale);
            }
        }
    }

    [Fact]
    public void Misuse_is_refused_with_its_reason()
    {
        Crossbar x = new(1, 1, new[] { 1e-4 });
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Every(0 * ns));
        Assert.Contains("inductance", Assert.Throws<ArgumentException>(() => (x with { WordLines = x.WordLines with { SegmentInductance = new(1e-9) } }).Every(1 * ns)).Message, StringComparison.Ordinal);
        Assert.Contains("coupled", Assert.Throws<ArgumentException>(() => (x with { BitLines = x.BitLines with { Coupling = 1 * pF } }).Every(1 * ns)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => x.Every(1 * ns) with { Before = new double[2] });
        Assert.Throws<ArgumentException>(() => x.Every(1 * ns).Prepare().Run(new double[1]));
        Assert.Throws<ArgumentException>(() => x.Every(1 * ns).Prepare().Step([1, 2], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Every(1 * ns).Prepare().Step([1], 3).SettlingTime(0));
    }

    private static (Crossbar Array, double[] Input) Small(double access)
    {
        Key key = new(17);
        Crossbar x = CrossbarTests.Make(3, 2, "plain", key).WithSegments(200 * ohm, 100 * ohm);
        return (x with
        {
            Access = access * ohm,
            Capacitances = Enumerable.Range(0, 6).Select(k => 2e-12 * (0.1 + key["farad"].Uniform(k))).ToArray(),
            WordLines = x.WordLines with { Stray = 1 * pF },
            BitLines = x.BitLines with { Stray = 2 * pF },
        }, CrossbarTests.Input(3, key));
    }

    private static double[] Samples(double[] input, int steps, bool ramp) =>
        [.. Enumerable.Range(0, steps + 1).SelectMany(sample => input.Select(volt => ramp ? volt * sample / steps : volt))];

    // C dv/dt = −G v + b for node voltages and, behind access transistors, the cells' inner nodes, stamped branch by branch; solved by the exponential of [−C⁻¹G, C⁻¹b].
    private static double[] Exact(Crossbar x, double[] input, double end, bool ramp)
    {
        int cells = x.Rows * x.Columns, inner = x.Access.SI > 0 ? cells : 0, n = (2 * cells) + inner;
        double[,] g = new double[n, n], c = new double[n, n];
        double[] b = new double[n];
        for (int i = 0; i < x.Rows; i++)
        {
            for (int j = 0; j < x.Columns; j++)
            {
                int k = (i * x.Columns) + j, bit = cells + k, top = inner > 0 ? (2 * cells) + k : k;
                Stamp(g, k, j == 0 ? -1 : k - 1, 1 / x.WordLines.Segment.SI);
                b[k] = j == 0 ? input[i] / x.WordLines.Segment.SI : 0;
                Stamp(g, bit, i == x.Rows - 1 ? -1 : bit + x.Columns, 1 / x.BitLines.Segment.SI);
                if (inner > 0)
                    Stamp(g, k, top, 1 / x.Access.SI);
                Stamp(g, top, bit, x.Conductances.Span[k]);
                Stamp(c, top, bit, x.Capacitances.Span[k]);
                Stamp(c, k, -1, x.WordLines.Stray.SI);
                Stamp(c, bit, -1, x.BitLines.Stray.SI);
            }
        }

        // Columns of C⁻¹ [−G, b]; two more rows carry the input: b·(1 or t/end).
        double[,] right = new double[n, n + 1];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                right[i, j] = -g[i, j];
            right[i, n] = b[i];
        }

        Divide(c, right);
        int m = n + 2;
        double[,] a = new double[m, m];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= n; j++)
                a[i, j] = right[i, j] * end;
        }

        a[n, n + 1] = ramp ? 1 : 0;
        double[,] exponential = Exponential(a);
        return [.. Enumerable.Range(0, 2 * cells).Select(i => ramp ? exponential[i, n + 1] : exponential[i, n])];
    }

    private static void Stamp(double[,] matrix, int a, int b, double value)
    {
        matrix[a, a] += value;
        if (b < 0)
            return;
        matrix[b, b] += value;
        matrix[a, b] -= value;
        matrix[b, a] -= value;
    }

    // right ← matrix⁻¹ right; a circuit's capacitances need no pivots.
    private static void Divide(double[,] matrix, double[,] right)
    {
        int n = matrix.GetLength(0), columns = right.GetLength(1);
        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n; i++)
            {
                double factor = i == k ? 0 : matrix[i, k] / matrix[k, k];
                for (int j = 0; j < n; j++)
                    matrix[i, j] -= factor * matrix[k, j];
                for (int j = 0; j < columns; j++)
                    right[i, j] -= factor * right[k, j];
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < columns; j++)
                right[i, j] /= matrix[i, i];
        }
    }

    // Taylor's series of A/2ᵏ, squared k times.
    private static double[,] Exponential(double[,] a)
    {
        int n = a.GetLength(0), squarings = 0;
        double norm = Enumerable.Range(0, n).Max(i => Enumerable.Range(0, n).Sum(j => Math.Abs(a[i, j])));
        for (; norm > 0.5; norm /= 2)
            squarings++;
        double[,] small = new double[n, n], sum = new double[n, n], term = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            sum[i, i] = term[i, i] = 1;
            for (int j = 0; j < n; j++)
                small[i, j] = a[i, j] / Math.Pow(2, squarings);
        }

        for (int k = 1; k < 20; k++)
        {
            term = Product(term, small, 1.0 / k);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    sum[i, j] += term[i, j];
            }
        }

        for (int k = 0; k < squarings; k++)
            sum = Product(sum, sum, 1);
        return sum;
    }

    private static double[,] Product(double[,] a, double[,] b, double factor)
    {
        int n = a.GetLength(0);
        double[,] product = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int k = 0; k < n; k++)
                    sum += a[i, k] * b[k, j];
                product[i, j] = factor * sum;
            }
        }

        return product;
    }
}
