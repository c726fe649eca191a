using System.CommandLine;
using Mho.Circuits;
using Mho.Cli.Options;
using Mho.Numerics;

namespace Mho.Cli.Crossbars;

/// <summary>The options that say what the wires of one direction are, and what stands at their ends.</summary>
internal sealed class WireOptions
{
    private readonly string _line;
    private readonly (LineEndKind Near, LineEndKind Far) _standard;
    private readonly QuantityOption<Resistance> _segment, _terminal;
    private readonly InputFileOption _segments;
    private readonly LineEndOption _near, _far;

    /// <summary>Word lines, which inputs drive.</summary>
    public static WireOptions Word() => new(
        "word", "row", (LineEndKind.Driven, LineEndKind.Open), new("--driver", "Resistance of the rows' drivers, where no end says its own.", "50 ohm"), LineEndKind.Driven, LineEndKind.Grounded, LineEndKind.Open);

    /// <summary>Bit lines, which nothing drives.</summary>
    public static WireOptions Bit() => new(
        "bit", "column", (LineEndKind.Open, LineEndKind.Grounded), new("--sense", "Resistance of the columns' sense amplifiers, where no end says its own.", "50 ohm"), LineEndKind.Grounded, LineEndKind.Open);

    private WireOptions(string line, string along, (LineEndKind Near, LineEndKind Far) standard, QuantityOption<Resistance> terminal, params LineEndKind[] kinds)
    {
        (_line, _standard, _terminal) = (line, standard, terminal);
        _segment = new($"--{line}-wire", $"Of {line} lines ({along}s) alone.", "1 ohm");
        _segments = new($"--{line}-segments", $"Ω of each segment of the {line} lines, lines x (nodes + 1), ends' included; 0 is ideal, inf broken.");
        _near = new($"--{line}-near", $"What stands before the first node of every {line} line; may have a resistance: \"{LineEndWord(kinds[0])} 50 ohm\". Standard: {LineEndWord(standard.Near)}.", kinds);
        _far = new($"--{line}-far", $"What stands behind the last node. Standard: {LineEndWord(standard.Far)}.", kinds);
    }

    public IEnumerable<Option> All => [_segment, _segments, _near, _far, _terminal];

    /// <summary>The far end's option, for those who need it otherwise.</summary>
    public string Far => _far.Name;

    /// <summary>The wires.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="both">Of each segment where nothing else is said.</param>
    /// <param name="lines">How many lines.</param>
    /// <param name="nodes">On each.</param>
    public Wires Read(ParseResult parsed, Resistance both, int lines, int nodes)
    {
        Resistance? own = parsed.GetValue(_segment);
        string? file = parsed.GetValue(_segments);
        if (own is not null && file is not null)
            throw new InputException($"{file} beside {_segment.Name} \"{own}\"; give one of them.", field: _segments.Name);
        return new() { Segment = own ?? both, Segments = file is null ? default : Segments(file, lines, nodes), Near = End(parsed, _near, _standard.Near), Far = End(parsed, _far, _standard.Far) };
    }

    /// <summary>Throws if a resistance is given for terminals that are not there, or inputs drive nothing.</summary>
    public void Check(ParseResult parsed)
    {
        (LineEndKind Kind, Resistance? Own)[] ends = [parsed.GetValue(_near) ?? (_standard.Near, null), parsed.GetValue(_far) ?? (_standard.Far, null)];
        LineEndKind kind = Held;
        if (kind == LineEndKind.Driven && !ends.Any(end => end.Kind == kind))
            throw new InputException($"no end of the {_line} lines is driven, so inputs would drive nothing; give {_near.Name} driven or {_far.Name} driven.", field: _near.Name);
        if (parsed.GetValue(_terminal) is Resistance given && !ends.Any(end => end.Kind == kind && end.Own is null))
            throw new InputException($"{given} is of no end: none of the {_line} lines' is {LineEndWord(kind)} without a resistance of its own; leave it out.", field: _terminal.Name);
    }

    private LineEndKind Held => _standard.Near == LineEndKind.Open ? _standard.Far : _standard.Near;

    private LineEnd End(ParseResult parsed, LineEndOption option, LineEndKind standard)
    {
        (LineEndKind kind, Resistance? own) = parsed.GetValue(option) ?? (standard, null);
        Resistance resistance = own ?? (kind == Held ? parsed.GetValue(_terminal) ?? default : default);
        return kind switch { LineEndKind.Driven => LineEnd.Driven(resistance), LineEndKind.Grounded => LineEnd.Grounded(resistance), _ => LineEnd.Open };
    }

    private ReadOnlyMemory<double> Segments(string file, int lines, int nodes)
    {
        NpyArray r = MatrixFile.Read<Resistance>(file);
        if (r.Rows != lines || r.Columns != nodes + 1)
            throw new InputException($"has {r.Rows} x {r.Columns} numbers for {lines} {_line} lines of {nodes} nodes; give {lines} x {nodes + 1}, a row for each line and a column for each segment, those to both ends included.", file);
        for (int k = 0; k < r.Values.Length; k++)
        {
            if (!(r.Values.Span[k] >= 0))
                throw new InputException($"row {k / r.Columns}, column {k % r.Columns}: a segment of {r.Values.Span[k]} ohm; give 0 (ideal) or more, inf for a broken wire.", file);
        }

        return r.Values;
    }

    private static string LineEndWord(LineEndKind kind) => kind.ToString().ToLowerInvariant();
}
