using Mho.Chips;
using Mho.Circuits;
using Mho.Devices;
using Mho.Numerics;
using Mho.Vsa.Attractors;

namespace Mho.Vsa.OnDevices;

/// <summary>Brings the cells of each tile to their targets, lets them age, and says what weights and variances of a read they stand for.</summary>
internal sealed class ArrayProgramming(DeviceArrays arrays, Synapses wished, Synapses achieved, Synapses? variances, bool[] noisy, double full, int across, Key key) : IChunkedWork
{
    private const double WiresTolerance = 1e-7; // far below a converter's step

    public void Do(int chunk, int worker)
    {
        int pairs = arrays.Rows / 2, firstRow = chunk / across * pairs, firstColumn = chunk % across * arrays.Columns;
        int rows = Math.Min(pairs, wished.Length - firstRow), columns = Math.Min(arrays.Columns, wished.Length - firstColumn);
        ConductanceRange range = arrays.Device.Range;
        double[] cells = new double[2 * rows * columns];
        for (int p = 0; p < rows; p++)
        {
            ReadOnlySpan<float> weights = wished.From(firstRow + p).Slice(firstColumn, columns);
            for (int j = 0; j < columns; j++)
                (cells[(2 * p * columns) + j], cells[(((2 * p) + 1) * columns) + j]) = arrays.Encoding.Pair(weights[j], full, 0, range);
        }

        Key tile = key[chunk / across][chunk % across];
        Programming.Result result = Programming.Run(arrays.Device, arrays.WriteVerify, cells, tile["cells"]);
        int last = arrays.Device is IPulsed ? arrays.WriteVerify.Iterations - 1 : 0;
        if (arrays.Device is IRelaxing relaxing)
            Programming.Relax(relaxing, result.Programmed, result.Rounds, arrays.Age, tile["cells"], tile["cells"]["relax"][last], last, cells);
        else
            result.Programmed.CopyTo(cells, 0);
        double[] spread = new double[cells.Length];
        (arrays.Device as IReadNoise)?.ReadSpread(cells, arrays.Age, spread);
        double weight = arrays.Encoding.WeightPerSiemens(full, 0, range);
        double[] seen = arrays.Wires is CoreWires wires ? Through(wires, cells, 2 * rows, columns) : cells;
        for (int p = 0; p < rows; p++)
        {
            Span<float> weights = achieved.From(firstRow + p).Slice(firstColumn, columns), variance = variances is null ? [] : variances.From(firstRow + p).Slice(firstColumn, columns);
            for (int j = 0; j < columns; j++)
            {
                int plus = (2 * p * columns) + j, minus = plus + columns;
                weights[j] = (float)((seen[plus] - seen[minus]) * weight);
                if (variances is null)
                    continue;
                variance[j] = (float)(((spread[plus] * spread[plus]) + (spread[minus] * spread[minus])) * weight * weight);
                noisy[chunk] |= variance[j] > 0;
            }
        }
    }

    // What cells seem to be through their tile's wires: columns are clamped.
    private static double[] Through(CoreWires wires, double[] cells, int rows, int columns)
    {
        double[] matrix = new double[cells.Length];
        new Crossbar(rows, columns, cells)
        {
            WordLines = new Wires { Segment = wires.Segment, Near = LineEnd.Driven(wires.Driver) },
            BitLines = new Wires { Segment = wires.Segment, Far = LineEnd.Grounded(wires.Sense) },
        }.Prepare(WiresTolerance).EffectiveMatrix(matrix).OrThrow();
        return matrix;
    }
}
