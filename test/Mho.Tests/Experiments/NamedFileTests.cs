using Mho.Devices;
using Mho.Experiments;
using Mho.Experiments.Binding;
using Xunit;

namespace Mho.Tests.Experiments;

public sealed class NamedFileTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mho-named-").FullName;

    static NamedFileTests() => Models.Add(typeof(NamedFileTests).Assembly);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_noun_in_a_file_beside_the_experiment_is_the_same_as_the_noun_written_out()
    {
        Write("fits/noise.json", """{ "model": "gaussian-sample", "sigma": 0.375 } // measured""");
        SampleExperiment read = (SampleExperiment)Experiment.Load(Write("mine.json", """{ "model": "sample", "noise": "fits/noise.json" }"""));
        Assert.Equal(new GaussianSample(0.375), read.Noise);
        Assert.Equal(Experiment.Print(new SampleExperiment(Noise: new GaussianSample(0.375))), Experiment.Print(read));
        Assert.Equal(read.Noise, ((SampleExperiment)Experiment.With(new SampleExperiment(), "noise", Path.Combine(_root, "fits", "noise.json"))).Noise);
    }

    [Fact]
    public void A_path_in_a_named_file_begins_at_that_file()
    {
        Write("fits/deep/lab.json", """{ "model": "stuck", "device": "../inner.json", "atMin": 0.25 }""");
        Write("fits/inner.json", "\"ideal\"");
        Stuck read = Assert.IsType<Stuck>(RecordJson.Load<IDevice>(Write("outer.json", "\"fits/deep/lab.json\"")));
        Assert.IsType<Ideal>(read.Device);
        Assert.Equal(0.25, read.AtMin);
    }

    [Fact]
    public void A_run_folder_holds_the_noun_itself_and_its_name_depends_on_what_the_file_says()
    {
        string noise = Write("noise.json", """{ "model": "gaussian-sample", "sigma": 0.375 }"""), file = Write("mine.json", """{ "model": "sample", "noise": "noise.json" }""");
        IExperiment first = Experiment.Load(file);
        string text = File.ReadAllText(Path.Combine(Experiment.Run(first, Path.Combine(_root, "run")).Folder, "experiment.json"));
        Assert.Contains("\"sigma\": 0.375", text, StringComparison.Ordinal);
        Assert.DoesNotContain("noise.json", text, StringComparison.Ordinal);
        File.WriteAllText(noise, """{ "model": "gaussian-sample", "sigma": 0.5 }""");
        Assert.NotEqual(RunFolder.NameOf(first), RunFolder.NameOf(Experiment.Load(file)), StringComparer.Ordinal);
        File.WriteAllText(noise, """{"sigma": 3.75e-1, "model": "gaussian-sample"}""");
        Assert.Equal(RunFolder.NameOf(first), RunFolder.NameOf(Experiment.Load(file)));
    }

    [Theory]
    [InlineData("absent.json", null, "absent.json: cannot be read:")]
    [InlineData("bad.json", "{\n \"model\": \"gaussian-sample\",\n \"sigm\": 1 }", "bad.json, line 3: \"sigm\" is unknown; did you mean \"sigma\"?")]
    [InlineData("bad.json", "{ \"model\": \"sample\" }", "bad.json, line 1: no sample noise is called \"sample\"; known are gaussian-sample, stuck-sample.")]
    [InlineData("bad.json", "[1]", "bad.json, line 1: is a list, and must be an object such as {\"model\": \"gaussian-sample\"}.")]
    [InlineData("bad.json", "null", "bad.json, line 1: is null, and must be an object")]
    [InlineData("bad.json", "{", "bad.json, line 1: is not JSON")]
    [InlineData("bad.json", "\"bad.json\"", "bad.json, line 1: in ")]
    [InlineData("bad.json", "\"bad.json\"", "names itself by way of mine.json, bad.json; break the circle.")]
    [InlineData("bad.json", "\"other.json\"", "names itself by way of mine.json, bad.json, other.json; break the circle.")]
    [InlineData("folder.json", null, "folder.json: cannot be read:")]
    [InlineData("\\u0000.json", null, "is not a path:")]
    public void A_fault_names_both_files_in_one_line(string name, string? content, string expected)
    {
        Write("other.json", "\"./bad.json\"");
        Directory.CreateDirectory(Path.Combine(_root, "folder.json"));
        if (content is not null)
            Write(name, content);
        string file = Write("mine.json", $"{{ \"model\": \"sample\",\n \"noise\": \"{name}\" }}");
        InputException fault = Assert.Throws<InputException>(() => Experiment.Load(file));
        Assert.StartsWith($"{file}, line 2: noise: in ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void A_file_stands_only_where_models_do() =>
        Assert.Contains("range: is the text \"range.json\", and must be an object.",
            Assert.Throws<InputException>(() => Experiment.Parse("""{ "model": "sample", "range": "range.json" }""")).Message, StringComparison.Ordinal);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
