namespace Mho.Circuits;

/// <summary>Finds conductances whose array, wires included, acts as the matrix one wished for.</summary>
/// <remarks>
/// Fixed point with the effective matrix M(G) of <see cref="PreparedCrossbar{T}.EffectiveMatrix"/>: G ← clamp(G · W / M(G)), where M(G) is as small as it is
/// because of the wires; a cell that is at the end of the range stays there, and what it lacks is the remaining error. Ratios instead of the differences
/// G + (W − M(G)) keep conductances positive and move far cells, of which the wires leave a small share, by the whole factor at once.
/// </remarks>
public static class Compensation
{
    // A cell cannot be told to conduct more than this many times what it was, or less than its reciprocal, in one round: dark corners would swing.
    private const double MostPerRound = 4;

    /// <summary>Compensates an array; its conductances are the effective matrix one wants, S, in the range or not. Far ends of bit lines must be grounded.</summary>
    /// <param name="crossbar">Wires, and the wished matrix as conductances.</param>
    /// <param name="least">The smallest conductance a cell can have.</param>
    /// <param name="greatest">The largest.</param>
    /// <param name="rounds">Rounds; 3 to 6 do where the range leaves room.</param>
    /// <param name="tolerance">Of each solve; the fixed point needs no more digits than programming has.</param>
    public static CompensationReport Run(Crossbar crossbar, Conductance least, Conductance greatest, int rounds = 6, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(crossbar);
        RequireWish(crossbar);
        return crossbar.BitLines.Far.Kind == LineEndKind.Grounded ? Run(crossbar.Conductances.ToArray(), Effective, tolerance, least, greatest, rounds)
            : throw new ArgumentException("bit lines that are not grounded at their far end give voltages, not the conductances wished for; ground them.", nameof(crossbar));

        void Effective(double[] targets, double[] matrix) =>
            new Crossbar(crossbar.Rows, crossbar.Columns, targets) { WordLines = crossbar.WordLines, BitLines = crossbar.BitLines, Access = crossbar.Access }
                .Prepare(tolerance).EffectiveMatrix(matrix).OrThrow();
    }

    /// <summary>Compensates whatever turns conductances into an effective matrix.</summary>
    /// <param name="wished">S, one for each cell.</param>
    /// <param name="effective">From targets to the matrix they give.</param>
    /// <param name="tolerance">Relative error of that matrix's entries: part of every error reported.</param>
    /// <param name="least">The smallest conductance a cell can have.</param>
    /// <param name="greatest">The largest.</param>
    /// <param name="rounds">Rounds.</param>
    public static CompensationReport Run(double[] wished, Action<double[], double[]> effective, double tolerance, Conductance least, Conductance greatest, int rounds = 6)
    {
        ArgumentNullException.ThrowIfNull(wished);
        ArgumentNullException.ThrowIfNull(effective);
        if (!(least.SI >= 0) || !(greatest.SI > least.SI))
            throw new ArgumentOutOfRangeException(nameof(greatest), $"a range of {least} to {greatest}; give 0 S or more, and more.");
        if (!(tolerance is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(tolerance), $"a relative error of {tolerance}; give 0 or more, below 1.");
        if (rounds is < 1 or > 100)
            throw new ArgumentOutOfRangeException(nameof(rounds), $"{rounds} rounds; give 1 to 100.");
        double[] targets = [.. wished], matrix = new double[wished.Length], best = wished;
        double before = 0, left = double.PositiveInfinity;
        for (int round = 0; round <= rounds; round++)
        {
            effective(targets, matrix);
            double error = Error(wished, matrix);
            before = round == 0 ? error : before;
            if (error < left && (round > 0 || !Array.Exists(wished, wish => wish < least.SI || wish > greatest.SI))) // what cells cannot have is no answer, however exact
                (left, best) = (error, [.. targets]);
            for (int k = 0; k < targets.Length; k++)
            {
                double factor = wished[k] == 0 ? 1 : Math.Clamp(wished[k] / matrix[k], 1 / MostPerRound, MostPerRound);
                targets[k] = Math.Clamp(targets[k] * factor, least.SI, greatest.SI);
            }
        }

        return new CompensationReport { Targets = best, ErrorBefore = AtMost(before), Error = AtMost(left), Limited = best.Count(target => target >= greatest.SI || target <= least.SI) };

        // Entries that are off by a share of themselves are off, all together, by that share of at most what was wished and what was measured to be missing. Rounds that
        // follow one another repeat their solves' errors, so what is measured may be far less than these.
        double AtMost(double measured) => measured + (tolerance * (1 + measured) / (1 - tolerance));
    }

    private static void RequireWish(Crossbar crossbar)
    {
        int endless = crossbar.Conductances.Span.IndexOf(double.PositiveInfinity);
        if (endless >= 0)
            throw new ArgumentOutOfRangeException(nameof(crossbar), $"row {endless / crossbar.Columns}, column {endless % crossbar.Columns}: a wish of inf, which no array acts as; wish finite conductances.");
        if (!crossbar.Conductances.Span.ContainsAnyExcept(0.0))
            throw new ArgumentException("every conductance wished for is 0 S; wish at least one that conducts.", nameof(crossbar));
    }

    // Root mean square of the difference over that of the wish.
    private static double Error(double[] wished, double[] matrix)
    {
        double difference = 0, size = 0;
        for (int k = 0; k < wished.Length; k++)
        {
            difference += (matrix[k] - wished[k]) * (matrix[k] - wished[k]);
            size += wished[k] * wished[k];
        }

        return Math.Sqrt(difference / size);
    }
}
