using Mho.Chips;
using Mho.Circuits;
using Mho.Devices;
using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Mho.Vsa.OnDevices;
using Mho.Vsa.Spiking;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Vsa.OnDevices;

public sealed class DeviceArraysTests
{
    private const int N = 150;

    private static readonly int[] Spikes = [0, 3, 15, 16, 40, 41, 42, 149];

    private static readonly DeviceArrays Plain = new() { Device = new Ideal(), Adc = new ExactAdc(), Rows = 32, Columns = 64, CommonMode = false };

    [Fact]
    public void Ideal_cells_without_converters_carry_the_clipped_weights()
    {
        Synapses synapses = Weights();
        double clip = 4 * synapses.Rms();
        DeviceRecurrence recurrence = Plain.Program(synapses, new Key(1));
        float[] input = Send(recurrence, 0.5f);
        for (int i = 0; i < N; i++)
            Assert.Equal(0.5 * Spikes.Sum(j => Math.Clamp(synapses.From(j)[i], -clip, clip)), input[i], 1e-5);
        Assert.Contains(synapses.Weights.ToArray(), weight => Math.Abs(weight) > clip);
    }

    [Theory]
    [InlineData(CodeOrigin.StepEdge)]
    [InlineData(CodeOrigin.StepCentre)]
    public void Every_tile_converts_its_own_sums_and_codes_are_added(CodeOrigin origin)
    {
        BinarySearchAdc adc = new(3) { Origin = origin };
        DeviceArrays arrays = Plain with { Adc = adc, FullScale = 2 };
        Synapses synapses = Weights();
        DeviceRecurrence recurrence = arrays.Program(synapses, new Key(1));
        double step = 2 * synapses.Rms() / adc.MaxCode;
        float[] input = Send(recurrence, 1);
        int clipped = 0, wrong = 0;
        for (int i = 0; i < N; i++)
        {
            double expected = 0;
            foreach (IGrouping<int, int> tile in Spikes.GroupBy(j => j / 16))
            {
                double code = adc.Convert(tile.Sum(j => (double)recurrence.Weights.From(j)[i]), step);
                clipped += Math.Abs(code) == adc.MaxCode ? 1 : 0;
                expected += code * step;
            }

            wrong += Math.Abs(input[i] - expected) > 1e-4 ? 1 : 0; // a sum on a step's edge may fall to either side in single precision
        }

        Assert.InRange(wrong, 0, 2);
        Assert.InRange(clipped, 10, 500);
    }

    [Fact]
    public void Read_noise_is_that_of_the_driven_cells()
    {
        // Cells without programming error: G± are the pair's targets, and a column's variance r² Σ (G⁺² + G⁻²).
        Synapses synapses = Weights();
        double full = 4 * synapses.Rms();
        ConductanceRange range = new(1 * uS, 40 * uS);
        DeviceArrays arrays = Plain with { Device = new Gaussian { Range = range, Spread = 0, ReadNoise = 0.1 } };
        DeviceRecurrence recurrence = arrays.Program(synapses, new Key(1));
        recurrence.Begin(new Key(2));
        const int Reads = 4000;
        double[] sums = new double[N], squares = new double[N];
        for (int read = 0; read < Reads; read++)
        {
            float[] input = new float[N];
            recurrence.Send(Spikes, 1, input);
            for (int i = 0; i < N; i++)
                (sums[i], squares[i]) = (sums[i] + input[i], squares[i] + ((double)input[i] * input[i]));
        }

        DifferentialPair pairs = new();
        double ratio = 0;
        for (int i = 0; i < N; i++)
        {
            double variance = 0, mean = 0, unit = pairs.WeightPerSiemens(full, 0, range);
            foreach (int j in Spikes)
            {
                (double plus, double minus) = pairs.Pair(synapses.From(j)[i], full, 0, range);
                variance += 0.01 * ((plus * plus) + (minus * minus)) * unit * unit;
                mean += (plus - minus) * unit;
            }

            Assert.InRange(((sums[i] / Reads) - mean) / Math.Sqrt(variance / Reads), -5, 5);
            ratio += ((squares[i] / Reads) - Math.Pow(sums[i] / Reads, 2)) / variance / N;
        }

        Assert.InRange(ratio, 1 - (5 * Math.Sqrt(2.0 / (Reads * N))), 1 + (5 * Math.Sqrt(2.0 / (Reads * N))));
    }

    // Cells that lose half of their conductance in a second, and are read the more roughly the older they are: both by the age of the arrays.
    [Fact]
    public void Cells_and_their_noise_are_as_old_as_the_arrays()
    {
        Synapses synapses = Weights();
        DeviceRecurrence fresh = (Plain with { Device = new Fading() }).Program(synapses, new Key(1)), old = (Plain with { Device = new Fading(), Age = new(1) }).Program(synapses, new Key(1));
        for (int i = 0; i < N * N; i++)
            Assert.Equal(fresh.Weights.Weights[i] / 2, old.Weights.Weights[i], 1e-6);
        Assert.Equal(Send(fresh, 1), Send(fresh.Again(), 1)); // no noise when fresh
        float[] read = Send(old, 1);
        Assert.True(Enumerable.Range(0, N).Count(i => Math.Abs(read[i] - Spikes.Sum(j => (double)old.Weights.From(j)[i])) > 1e-3) > N / 2);
    }

    [Fact]
    public void Errors_of_one_tile_tell_nothing_of_another()
    {
        Synapses synapses = Weights();
        // No cell comes to 0: its error would have a mean.
        Gaussian exact = new() { Range = new(1 * uS, 40 * uS), Spread = 0 };
        Synapses meant = (Plain with { Device = exact }).Program(synapses, new Key(1)).Weights, achieved = (Plain with { Device = exact with { Spread = 0.004 } }).Program(synapses, new Key(1)).Weights;
        double Error(int j, int i) => achieved.From(j)[i] - meant.From(j)[i];
        foreach ((int down, int across) in ((int, int)[])[(0, 64), (16, 0), (16, 64)])
        {
            (double product, double squares, int count) = (0, 0, 0);
            for (int j = 0; j + down < N; j++)
            {
                for (int i = 0; i + across < N; i++)
                    (product, squares, count) = (product + (Error(j, i) * Error(j + down, i + across)), squares + (Error(j, i) * Error(j, i)), count + 1);
            }

            Assert.True(squares > 0);
            Assert.InRange(product / squares, -5 / Math.Sqrt(count), 5 / Math.Sqrt(count));
        }
    }

    [Fact]
    public void Wires_act_as_the_circuit_of_every_tile()
    {
        CoreWires wires = new() { Segment = 20 * ohm, Driver = 100 * ohm, Sense = 50 * ohm };
        Synapses synapses = Weights();
        double full = 4 * synapses.Rms();
        float[] input = Send((Plain with { Wires = wires }).Program(synapses, new Key(1)), 1), ideal = Send(Plain.Program(synapses, new Key(1)), 1);
        double[] expected = new double[N];
        double unit = new DifferentialPair().WeightPerSiemens(full, 0, Plain.Device.Range);
        for (int row = 0; row < N; row += 16)
        {
            for (int column = 0; column < N; column += 64)
                Solve(row, Math.Min(16, N - row), column, Math.Min(64, N - column));
        }

        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < N; i++)
            Assert.Equal(expected[i], input[i], 1e-5 * largest);
        Assert.True(Enumerable.Range(0, N).Max(i => Math.Abs(input[i] - ideal[i])) > 0.02 * largest);

        void Solve(int row, int rows, int column, int columns)
        {
            double[] cells = new double[2 * rows * columns], volts = new double[2 * rows];
            for (int p = 0; p < rows; p++)
            {
                for (int j = 0; j < columns; j++)
                    (cells[(2 * p * columns) + j], cells[(((2 * p) + 1) * columns) + j]) = new DifferentialPair().Pair(synapses.From(row + p)[column + j], full, 0, Plain.Device.Range);
                if (Spikes.Contains(row + p))
                    (volts[2 * p], volts[(2 * p) + 1]) = (1, -1);
            }

            CrossbarState<double> state = new Crossbar(2 * rows, columns, cells)
            {
                WordLines = new Wires { Segment = wires.Segment, Near = LineEnd.Driven(wires.Driver) },
                BitLines = new Wires { Segment = wires.Segment, Far = LineEnd.Grounded(wires.Sense) },
            }.Prepare(1e-11).Solve(volts);
            for (int j = 0; j < columns; j++)
                expected[column + j] += state.Outputs.Span[j] * unit;
        }
    }

    [Fact]
    public void A_mean_that_devices_add_is_taken_off()
    {
        DeviceArrays arrays = Plain with { Device = new Wan2022Rram(), Age = 1 * day, CommonMode = true };
        Synapses synapses = Weights();
        DeviceRecurrence recurrence = arrays.Program(synapses, new Key(1));
        double achieved = recurrence.Weights.Weights.ToArray().Average(weight => (double)weight), wished = synapses.Weights.ToArray().Average(weight => (double)weight);
        Assert.Equal(achieved - wished, recurrence.Offset, 1e-6);
        float[] with = Send(recurrence, 1), without = Send((arrays with { CommonMode = false }).Program(synapses, new Key(1)), 1);
        for (int i = 0; i < N; i++)
            Assert.Equal(Spikes.Length * recurrence.Offset, without[i] - with[i], 1e-4);
    }

    [Fact]
    public void Cells_and_reads_are_the_same_on_any_number_of_threads()
    {
        DeviceArrays arrays = Plain with { Device = new Wan2022Rram { ReadNoise = 0.02 }, Age = 1 * hour, Adc = new BinarySearchAdc(5) };
        Synapses synapses = Weights();
        int before = Workers.Count;
        float[][] inputs = new float[3][];
        try
        {
            for (int i = 0; i < 3; i++)
            {
                Workers.Count = 1 << (i == 2 ? 3 : i);
                inputs[i] = Send(arrays.Program(synapses, new Key(1)), 1);
            }
        }
        finally
        {
            Workers.Count = before;
        }

        Assert.Equal(inputs[0], inputs[1]);
        Assert.Equal(inputs[0], inputs[2]);
    }

    [Fact]
    public void A_machine_on_cells_a_day_old_walks()
    {
        StateMachine machine = StateMachine.Ring(4, 5, new Key(1), labels: 3);
        SparsePatterns patterns = SparsePatterns.Draw(machine, 2000, 150, new Key(2), balanced: true);
        DeviceRecurrence recurrence = new DeviceArrays { Age = 1 * day }.Program(Synapses.Of(patterns), new Key(3));
        SpikingWalk walk = SpikingWalk.Run(new SpikingAttractor(new DelayedRecurrence(recurrence, 1), 150), patterns, machine.RandomWalk(5, new Key(4)), new(), new Key(5));
        Assert.True(walk.Complete);
        Assert.InRange(walk.ActiveRate.SI, 30, 100);
        Assert.InRange(walk.OtherRate.SI, 0, 0.5);
    }

    [Fact]
    public void Arrays_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { Rows = 3 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { Clip = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { Age = new(-1) });
        Assert.Throws<ArgumentException>(() => Plain with { Encoding = new BitSlices() });
        Assert.Throws<ArgumentException>(() => Plain.Program(new Synapses(4), new Key(1)));
        Assert.Throws<ArgumentException>(() => (Plain with { Wires = new() { Compensate = true } }).Program(Weights(), new Key(1)));
    }

    private sealed record Fading : IProgrammable, IRelaxing, IReadNoise
    {
        public ConductanceRange Range => new(0 * uS, 40 * uS);

        public void Program(ReadOnlySpan<double> targets, Key key, Span<double> achieved) => targets.CopyTo(achieved);

        public void Relax(ReadOnlySpan<double> programmed, Duration elapsed, Key key, Span<double> conductances)
        {
            for (int i = 0; i < programmed.Length; i++)
                conductances[i] = programmed[i] / (1 + elapsed.SI);
        }

        public void ReadSpread(ReadOnlySpan<double> conductances, Duration elapsed, Span<double> sigma)
        {
            for (int i = 0; i < conductances.Length; i++)
                sigma[i] = 0.1 * elapsed.SI * conductances[i];
        }
    }

    private static Synapses Weights() => Synapses.Of(SparsePatterns.Draw(StateMachine.Ring(3, 4, new Key(1), 3), N, 12, new Key(2)));

    private static float[] Send(DeviceRecurrence recurrence, float size)
    {
        float[] input = new float[N];
        recurrence.Begin(new Key(2));
        recurrence.Send(Spikes, size, input);
        return input;
    }
}
