using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Mho.Experiments;
using Mho.Experiments.Binding;
using Mho.Experiments.DataSets;
using Xunit;

namespace Mho.Tests.Experiments;

public sealed class RecordJsonTests
{
    static RecordJsonTests() => Models.Add(typeof(RecordJsonTests).Assembly);

    [Fact]
    public void Every_default_is_written_out_and_reading_it_gives_the_same_record()
    {
        SampleExperiment experiment = new(Weights: new Dictionary<string, double>(StringComparer.Ordinal) { ["b"] = 2.5, ["a"] = 1e-300 }, Noise: new StuckSample(0.02, new Conductance(3e-6)), After: new Duration(86400));
        string json = RecordJson.Write<IExperiment>(experiment);
        IExperiment again = RecordJson.Read<IExperiment>(json, "x.json");
        Assert.Equal(json, RecordJson.Write(again));
        SampleExperiment read = Assert.IsType<SampleExperiment>(again);
        Assert.Equal(experiment.Noise, read.Noise);
        Assert.Equal(experiment with { Widths = read.Widths, Weights = read.Weights }, read);
        Assert.Equal(experiment.Widths, read.Widths);
        Assert.Contains("\"share\": 0.25", json, StringComparison.Ordinal);
        Assert.Contains("\"after\": \"1 day\"", json, StringComparison.Ordinal);
        Assert.Contains("\"at\": \"3 uS\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_trailing_commas_and_the_bare_name_of_a_model_are_read()
    {
        SampleExperiment read = (SampleExperiment)Experiment.Parse("""
            // what this is
            { "model": "sample", "noise": "stuck-sample", /* wide */ "widths": [1, 2,], "scale": "LINEAR", }
            """);
        Assert.Equal(new StuckSample(), read.Noise);
        Assert.Equal([1, 2], read.Widths);
        Assert.Equal(Mho.Experiments.Plots.AxisScale.Linear, read.Scale);
    }

    [Theory]
    [InlineData("{\"model\": \"sample\",\n \"cels\": 3}", "mine.json, line 2: \"cels\" is unknown; did you mean \"cells\"?")]
    [InlineData("{\"model\": \"sample\",\n\n \"noise\": {\"model\": \"gaussian-sample\", \"sigm\": 1}}", "mine.json, line 3: noise: \"sigm\" is unknown; did you mean \"sigma\"?")]
    [InlineData("{\"model\": \"sampel\"}", "mine.json, line 1: no experiment is called \"sampel\"; did you mean \"sample\"?")]
    [InlineData("{\"model\": \"sample\", \"highest\": \"40 uV\"}", "mine.json, line 1: highest: \"40 uV\" is not a conductance")]
    [InlineData("{\"model\": \"sample\", \"highest\": 40}", "highest: is the number 40, and must be a conductance as a text with its unit, for example \"1 S\".")]
    [InlineData("{\"model\": \"sample\", \"scale\": \"cubic\"}", "scale: is the text \"cubic\", and must be one of linear, logarithmic.")]
    [InlineData("{\"model\": \"sample\", \"cells\": 1.5}", "cells: is the number 1.5, and must be a whole number.")]
    [InlineData("{\"model\": \"sample\", \"cells\": 5e9}", "cells: is the number 5e9, and must lie between -2147483648 and 2147483647.")]
    [InlineData("{\"model\": \"sample\", \"share\": 1e999}", "share: is the number 1e999, and must lie between")]
    [InlineData("{\"model\": \"sample\", \"cells\": -3}", "cells = -3 must be positive.")]
    [InlineData("{\"model\": \"sample\", \"widths\": [1, true]}", "widths[1]: is true, and must be a whole number.")]
    [InlineData("{\"model\": \"sample\", \"range\": {\"min\": \"2 uS\"}}", "range: \"max\" is missing; write a conductance")]
    [InlineData("{\"model\": \"sample\", \"range\": {\"min\": \"2 uS\", \"max\": \"1 uS\"}}", "range: a conductance range needs 0 <= min < max")]
    [InlineData("{\"model\": \"sample\", \"seed\": 1, \"seed\": 2}", "seed: stands twice")]
    [InlineData("{\"model\": \"sample\", \"name\": null}", "name: is null, and must be a text.")]
    [InlineData("{\"model\": \"sample\"} x", "is not JSON")]
    [InlineData("{\"name\": 3}", "does not say which model it is; write for example {\"model\":")]
    [InlineData("[]", "is a list, and must be an object such as {\"model\":")]
    [InlineData("", "is not JSON")]
    public void A_fault_is_one_line_with_file_line_field_and_the_way_out(string json, string expected)
    {
        InputException fault = Assert.Throws<InputException>(() => Experiment.Parse(json, "mine.json"));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("mine.json, line ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Truncated_and_damaged_experiments_give_one_line_and_never_crash()
    {
        string whole = Experiment.Print(new SampleExperiment());
        for (int length = 0; length < whole.Length - 2; length++)
            OneLine(whole[..length]);
        Prop.ForAll<int, char>((place, letter) =>
        {
            char[] damaged = whole.ToCharArray();
            damaged[(int)((uint)place % (uint)damaged.Length)] = letter;
            OneLine(new string(damaged), mayBeRight: true);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Random_json_gives_one_line_and_never_crashes()
    {
        string[] pieces = ["{", "}", "[", "]", ",", ":", "\"model\"", "\"sample\"", "\"noise\"", "\"widths\"", "1e5", "-0", "null", "true", "\"40 uS\"", "\"\\ud800\"", "\n", "//", "/*", "\"", "\\", "\u2028", "99999999999999999999999999999999"];
        Prop.ForAll<int[]>(choices => OneLine(string.Concat((choices ?? []).Select(choice => pieces[(int)((uint)choice % (uint)pieces.Length)])), mayBeRight: true)).QuickCheckThrowOnFailure();
        Prop.ForAll<int[]>(choices => OneLine("{\"model\":\"sample\"," + string.Concat((choices ?? []).Select(choice => pieces[(int)((uint)choice % (uint)pieces.Length)])) + "}", mayBeRight: true)).QuickCheckThrowOnFailure();
        Prop.ForAll<string>(text => OneLine(text ?? "", mayBeRight: true)).QuickCheckThrowOnFailure();
        OneLine(new string('[', 100_000));
        OneLine("{\"model\": \"sample\", \"cells\": " + new string('9', 10_000) + "}");
    }

    [Fact]
    public void A_value_is_replaced_by_its_path_and_an_unknown_path_is_refused()
    {
        IExperiment experiment = new SampleExperiment();
        SampleExperiment changed = (SampleExperiment)Experiment.With(Experiment.With(Experiment.With(experiment, "highest", "20 uS"), "widths[1]", "12"), "noise", "stuck-sample");
        Assert.Equal(new Conductance(20e-6), changed.Highest);
        Assert.Equal([64, 12], changed.Widths);
        Assert.IsType<StuckSample>(changed.Noise);
        Assert.Equal(0.5, ((GaussianSample)((SampleExperiment)Experiment.With(experiment, "noise.sigma", "0.5")).Noise).Sigma);
        Assert.Contains("did you mean \"sigma\"?", Assert.Throws<InputException>(() => Experiment.With(experiment, "noise.sgma", "1")).Message, StringComparison.Ordinal);
        Assert.Contains("count from 0", Assert.Throws<InputException>(() => Experiment.With(experiment, "widths[2]", "1")).Message, StringComparison.Ordinal);
        Assert.Contains("must be a whole number", Assert.Throws<InputException>(() => Experiment.With(experiment, "cells", "many")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_model_whose_fields_have_defaults_survives_its_json()
    {
        foreach ((string name, Type type) in Models.Of(typeof(object)))
        {
            Type[] families = [.. type.GetInterfaces().Where(face => face.Namespace!.StartsWith("Mho", StringComparison.Ordinal) && face != typeof(IExperiment))];
            if (families.Length == 0 || RecordShape.Of(type).Parameters.Any(parameter => !parameter.HasDefaultValue))
                continue;
            object model = new RecordReader("test", NamedFiles.None).Read(JsonText.Read($"\"{name}\"", "test"), families[0], "", mayBeNull: false)!;
            string json = RecordWriter.Write(model, families[0]);
            object again = new RecordReader("test", NamedFiles.None).Read(JsonText.Read(json, "test"), families[0], "", mayBeNull: false)!;
            Assert.Equal(json, RecordWriter.Write(again, families[0]));
        }

        Assert.Contains(Models.Of(typeof(IDataSet)), model => model.Name == "digits");
    }

    [Fact]
    public void Lists_and_dictionaries_of_every_kind_are_read() =>
        Assert.Equal("""{"array":[1],"list":[2],"frozen":[3],"keyed":{"a":4}}""",
            RecordJson.Write(RecordJson.Read<AllLists>("""{"array":[1],"list":[2],"frozen":[3],"keyed":{"a":4}}""", "x")).ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));

    internal static void OneLine(string json, bool mayBeRight = false)
    {
        try
        {
            Experiment.Parse(json, "x.json");
            Assert.True(mayBeRight, json);
        }
        catch (InputException fault)
        {
            Assert.DoesNotContain('\n', fault.Message);
            Assert.True(fault.Message.Length < 2000, fault.Message);
        }
    }

    private sealed record AllLists(int[] Array, List<int> List, ImmutableArray<int> Frozen, IReadOnlyDictionary<string, int> Keyed);
}
