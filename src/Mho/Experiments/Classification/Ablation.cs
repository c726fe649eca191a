using Mho.Chips;
using Mho.Networks;

namespace Mho.Experiments.Classification;

/// <summary>Which fault of the chip costs how much: accuracy of the first chip at the last time with faults switched on and off.</summary>
/// <param name="Faultless">Without any fault.</param>
/// <param name="Faults">With each fault alone, and with all but each.</param>
internal sealed record Ablation(Evaluation Faultless, IReadOnlyList<(Fault Fault, Evaluation Alone, Evaluation Without)> Faults)
{
    /// <summary>Programs and tests a chip for every question.</summary>
    public static Ablation Of(NeuRram chip, TestBench bench, IProgressListener progress)
    {
        IReadOnlyList<Fault> all = Fault.Of(chip);
        progress.Begin("switch faults on and off", 1 + (2 * all.Count));
        int done = 0;
        Evaluation faultless = bench.FirstAtLast(Fault.None(chip));
        progress.Advance(++done);
        List<(Fault, Evaluation, Evaluation)> faults = [];
        foreach (Fault fault in all)
        {
            Evaluation alone = bench.FirstAtLast(fault.Alone(chip));
            progress.Advance(++done, fault.Label);
            Evaluation without = bench.FirstAtLast(fault.Remove(chip));
            progress.Advance(++done, fault.Label);
            faults.Add((fault, alone, without));
        }

        return new Ablation(faultless, faults);
    }
}
