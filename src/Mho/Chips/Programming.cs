using Mho.Devices;
using Mho.Numerics;

namespace Mho.Chips;

/// <summary>Brings cells to their targets, by pulses where the device knows them and by its published outcome where not.</summary>
internal static class Programming
{
    /// <summary>What became of the cells; <c>Rounds</c> says in which iteration a cell was programmed last, null when there was one.</summary>
    public readonly record struct Result(double[] Programmed, byte[]? Rounds, WriteOutcome[]? Outcomes, int[]? Pulses);

    public static Result Run(IDevice device, WriteVerify scheme, double[] targets, Key key)
    {
        if (device is IPulsed pulsed)
            return WriteAndVerify(scheme, pulsed, targets, key);
        if (device is not IProgrammable programmable)
            throw new ArgumentException($"{device.GetType().Name} cannot be programmed: it is neither {nameof(IProgrammable)} nor {nameof(IPulsed)}; choose a device that is.", nameof(device));
        double[] achieved = new double[targets.Length];
        programmable.Program(targets, key, achieved);
        return new(achieved, null, null, null);
    }

    private static Result WriteAndVerify(WriteVerify scheme, IPulsed device, double[] targets, Key key)
    {
        PulsedCells cells = device.Form(targets.Length, key["form"]);
        WriteOutcome[] outcomes = scheme.Program(device, cells, targets, null, key["write"][0]);
        if (scheme.Iterations == 1 || device is not IRelaxing relaxing)
            return new(cells.Conductances, null, outcomes, cells.Pulses);
        byte[] rounds = new byte[targets.Length];
        double[] programmed = [.. cells.Conductances], relaxed = new double[targets.Length];
        for (int round = 1; round < scheme.Iterations; round++)
        {
            Relax(relaxing, programmed, rounds, scheme.Wait, key, key["relax"][round - 1], round - 1, relaxed);
            bool[] left = new bool[targets.Length];
            for (int i = 0; i < left.Length; i++)
                left[i] = Math.Abs(relaxed[i] - targets[i]) > scheme.Window.SI;
            relaxed.CopyTo(cells.Conductances.AsSpan());
            WriteOutcome[] again = scheme.Program(device, cells, targets, left, key["write"][round]);
            for (int i = 0; i < left.Length; i++)
            {
                if (left[i])
                    (programmed[i], rounds[i], outcomes[i]) = (cells.Conductances[i], (byte)round, again[i]);
            }
        }

        return new(programmed, rounds, outcomes, cells.Pulses);
    }

    /// <summary>Conductances a time after programming; cells last programmed in an earlier round relax as they were seen to, others by <paramref name="newest"/>.</summary>
    public static void Relax(IRelaxing device, double[] programmed, byte[]? rounds, Duration elapsed, Key tile, Key newest, int lastRound, double[] conductances)
    {
        device.Relax(programmed, elapsed, newest, conductances);
        if (rounds is null)
            return;
        double[] earlier = new double[programmed.Length];
        for (int round = 0; round < lastRound; round++)
        {
            device.Relax(programmed, elapsed, tile["relax"][round], earlier);
            for (int i = 0; i < rounds.Length; i++)
            {
                if (rounds[i] == round)
                    conductances[i] = earlier[i];
            }
        }
    }
}
