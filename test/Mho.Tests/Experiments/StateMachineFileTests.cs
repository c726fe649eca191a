using Mho.Experiments.Machines;
using Mho.Experiments.Plots;
using Mho.Numerics;
using Mho.Vsa.Machines;
using Xunit;

namespace Mho.Tests.Experiments;

public sealed class StateMachineFileTests : IDisposable
{
    private const string Turnstile = """
        {
          "name": "turnstile",
          "start": "locked",
          "edges": [
            { "from": "locked", "stimulus": "coin", "to": "open", "output": "click" },
            { "from": "open", "stimulus": "push", "to": "locked" } // comments are read
          ]
        }
        """;

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("mho-machines-").FullName, "machine.json");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void A_machine_comes_back_from_its_file_as_it_was()
    {
        foreach (StateMachine machine in StateMachine.KnownNames.Select(StateMachine.Named)
            .Append(StateMachine.Ring(8, 16, new Key(1)["file"], 16)).Append(StateMachine.FromRegex("a(b|c)*\\\\\"d")))
        {
            machine.Save(_file);
            Assert.Equal(machine, StateMachine.Load(_file));
        }
    }

    [Fact]
    public void What_may_be_left_out_has_its_default()
    {
        File.WriteAllText(_file, Turnstile);
        Assert.Equal(
            new StateMachine("turnstile", "locked", [new("locked", "coin", "open", "click"), new("open", "push", "locked")]), StateMachine.Load(_file));
    }

    [Theory]
    [InlineData("\"stimulus\": \"push\"", "\"stimulos\": \"push\"", "line 6: edges[1]: \"stimulos\" is unknown; did you mean \"stimulus\"?")]
    [InlineData("\"start\": \"locked\",", "\"start\": \"locked\", \"stat\": 1,", "line 3: \"stat\" is unknown")]
    [InlineData("\"start\": \"locked\",", "", "\"start\" is missing; write a text")]
    [InlineData("\"to\": \"locked\"", "\"to\": 3", "line 6: edges[1].to: is the number 3, and must be a text")]
    [InlineData("\"open\", \"stimulus\": \"push\"", "\"locked\", \"stimulus\": \"coin\"", "edges locked --coin--> open says click and locked --coin--> locked leave one state with one stimulus")]
    [InlineData("\"edges\": [", "\"states\": [\"locked\"], \"edges\": [", "no state is called \"open\"")]
    public void A_faulty_file_is_refused_by_line_and_name(string written, string instead, string expected)
    {
        File.WriteAllText(_file, Turnstile.Replace(written, instead, StringComparison.Ordinal));
        string message = Assert.Throws<InputException>(() => StateMachine.Load(_file)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.StartsWith(_file, message, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_says_that_it_is_no_JSON_and_in_which_line()
    {
        string whole = Turnstile.TrimEnd();
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllText(_file, whole[..length]);
            InputException fault = Assert.Throws<InputException>(() => StateMachine.Load(_file));
            Assert.InRange(fault.Line, 1, whole[..length].Count(letter => letter == '\n') + 1);
        }
    }

    [Fact]
    public void The_graph_shows_every_state_stimulus_and_output()
    {
        StateMachine gods = StateMachine.Named("greek-gods");
        string svg = new StateGraph(gods).ToSvg();
        Assert.All([.. gods.States, .. gods.Stimuli, .. gods.Outputs], name => Assert.Contains(name, svg, StringComparison.Ordinal));
        System.Xml.Linq.XElement drawing = System.Xml.Linq.XElement.Parse(svg);
        // An arrow is a line and its head.
        Assert.Equal(2 * 16, drawing.Elements().Count(element => element.Name.LocalName == "path"));
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.Equal(svg, new StateGraph(gods).ToSvg());
    }

    [Theory]
    [InlineData("gesture-lock")]
    [InlineData("greek-gods")]
    [InlineData("vending-machine")]
    public void No_label_stands_on_another_or_outside(string name)
    {
        System.Xml.Linq.XElement drawing = System.Xml.Linq.XElement.Parse(new StateGraph(StateMachine.Named(name)).ToSvg());
        double Number(System.Xml.Linq.XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value);
        (double X, double Y, double Half, string Text)[] texts = [.. drawing.Elements().Where(element => element.Name.LocalName == "text" && element.Attribute("text-anchor")!.Value == "middle")
            .Select(text => (Number(text, "x"), Number(text, "y"), Svg.Width(text.Value, 11) / 2, text.Value))];
        Assert.All(texts, text => Assert.True(text.X - text.Half > 0 && text.X + text.Half < Number(drawing, "width") && text.Y < Number(drawing, "height") && text.Y > 11, text.Text));
        for (int a = 0; a < texts.Length; a++)
        {
            for (int b = 0; b < a; b++)
                Assert.True(Math.Abs(texts[a].X - texts[b].X) >= texts[a].Half + texts[b].Half || Math.Abs(texts[a].Y - texts[b].Y) >= 11, $"{texts[a].Text} on {texts[b].Text}");
        }
    }

    [Fact]
    public void A_state_alone_and_names_with_signs_of_markup_can_be_drawn_and_a_crowd_cannot()
    {
        System.Xml.Linq.XElement.Parse(new StateGraph(new("<&>", "a<b", [new("a<b", "\"&", "a<b")])).ToSvg());
        Assert.Contains("201 states", Assert.Throws<ArgumentException>(() => new StateGraph(StateMachine.Ring(201, 201, new Key(1)))).Message, StringComparison.Ordinal);
    }
}
