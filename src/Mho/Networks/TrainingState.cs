using System.Globalization;
using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Everything that a training run must remember to go on as if it had never stopped.</summary>
/// <remarks>
/// Its file is a <see cref="Checkpoint"/>: parameters, moments, steps; the best epoch's parameters as <c>best:name</c>; epochs and the sums of the present
/// one as notes, in digits that give back the same double.
/// </remarks>
internal sealed class TrainingState(ParameterSet parameters, Optimiser optimiser, ParameterSet best)
{
    private readonly List<Epoch> _history = [];

    public ParameterSet Parameters => parameters;

    /// <summary>The parameters of the best epoch so far.</summary>
    public ParameterSet Best => best;

    /// <summary>Its number; 0 before the first.</summary>
    public int BestEpoch { get; private set; }

    public IReadOnlyList<Epoch> History => _history;

    /// <summary>Steps done of the present epoch.</summary>
    public int Step { get; set; }

    /// <summary>Sum of the losses of the present epoch.</summary>
    public double Loss { get; set; }

    /// <summary>Right answers of the present epoch.</summary>
    public long Correct { get; set; }

    /// <summary>Images of the present epoch.</summary>
    public long Seen { get; set; }

    /// <summary>Closes an epoch.</summary>
    public void Add(Epoch epoch)
    {
        Epoch? champion = BestEpoch == 0 ? null : _history[BestEpoch - 1];
        _history.Add(epoch);
        (Step, Loss, Correct, Seen) = (0, 0, 0, 0);
        if (champion is not null && (epoch.ValidationAccuracy, -epoch.ValidationLoss).CompareTo((champion.ValidationAccuracy, -champion.ValidationLoss)) <= 0)
            return;
        best.CopyFrom(parameters);
        BestEpoch = epoch.Number;
    }

    /// <summary>Writes the checkpoint.</summary>
    public void Write(string file)
    {
        Dictionary<string, string> notes = new(StringComparer.Ordinal)
        {
            ["epochs"] = Text(_history.Count),
            ["best"] = Text(BestEpoch),
            ["step"] = Text(Step),
            ["loss"] = Text(Loss),
            ["correct"] = Text(Correct),
            ["seen"] = Text(Seen),
        };
        foreach (Epoch epoch in _history)
            notes[Epoch.NoteOf(epoch.Number)] = epoch.ToNote();
        Checkpoint.Take(optimiser, notes, Further()).Write(file);
    }

    /// <summary>Reads a checkpoint into the parameters, the optimiser and this.</summary>
    /// <exception cref="InputException">The file is damaged, of another program or of another network.</exception>
    public void Read(string file)
    {
        Checkpoint checkpoint = Checkpoint.Read(file);
        try
        {
            checkpoint.Restore(optimiser, Further());
            _history.Clear();
            for (int number = 1; number <= Whole(checkpoint, "epochs"); number++)
                _history.Add(Epoch.FromNote(number, Note(checkpoint, Epoch.NoteOf(number))));

            (BestEpoch, Step) = ((int)Whole(checkpoint, "best"), (int)Whole(checkpoint, "step"));
            (Loss, Correct, Seen) = (double.Parse(Note(checkpoint, "loss"), CultureInfo.InvariantCulture), Whole(checkpoint, "correct"), Whole(checkpoint, "seen"));
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or IndexOutOfRangeException)
        {
            throw new InputException($"the training cannot go on: {fault.Message} Delete the file and the training begins anew.", file, inner: fault);
        }
    }

    private static string Note(Checkpoint checkpoint, string name) => checkpoint.Notes.TryGetValue(name, out string? note)
        ? note
        : throw new FormatException($"the checkpoint has no note '{name}'; it is not one of a training.");

    private static long Whole(Checkpoint checkpoint, string name) => long.Parse(Note(checkpoint, name), CultureInfo.InvariantCulture);

    private static string Text<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);

    // What no optimiser changes: running statistics, and the best epoch's copy of everything.
    private IEnumerable<Parameter> Further() => parameters.All.Except(optimiser.Parameters).Concat(best.All.Select(parameter => new Parameter($"best:{parameter.Name}", parameter.Tensor)));
}
