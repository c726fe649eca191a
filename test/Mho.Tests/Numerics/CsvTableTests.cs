using FsCheck;
using FsCheck.Fluent;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Numerics;

public sealed class CsvTableTests
{
    private const string Good = "# measured\r\ncell,g_uS,t_s\r\n1, 12.5 ,0.1\r\n\r\n2,1e1,3\r\n";

    [Fact]
    public void Columns_are_found_by_name_and_read_in_SI_by_the_unit_of_their_header()
    {
        CsvTable table = CsvTable.Parse(Good, "good.csv");
        Assert.Equal(2, table.Rows);
        Assert.Equal([12.5, 10], table.Column("g_uS"));
        Assert.Equal([12.5e-6, 10e-6], table.InSI<Conductance>("g"));
        Assert.Equal([0.1, 3], table.InSI<Duration>("t"));
        Assert.Equal([0.012, 0.02], CsvTable.Parse("t_ms\n12\n20", "t.csv").InSI<Duration>("t"));
        Assert.True(table.Has<Conductance>("g") && !table.Has<Conductance>("t") && table.Has("cell"));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "x.csv, line 3: has 1 cells, but the header names 2")]
    [InlineData("a,b\n1,2\n3,4,5\n", "x.csv, line 3: has 3 cells")]
    [InlineData("a,b\n1,2\n\n3,oops\n", "x.csv, line 4: b: \"oops\" is not a finite number")]
    [InlineData("a,b\n1,NaN\n", "line 2: b: \"NaN\"")]
    [InlineData("a,b\n1,\n", "line 2: b: \"\"")]
    [InlineData("a,a\n1,2\n", "\"a\" twice")]
    [InlineData("1,2\n3,4\n", "header line")]
    [InlineData("a,b\n", "has no rows")]
    [InlineData("", "has no rows")]
    [InlineData("a,\"b\"\n1,2\n", "quoted")]
    public void A_fault_is_named_by_file_line_and_column(string text, string expected)
    {
        InputException exception = Assert.Throws<InputException>(() => CsvTable.Parse(text, "x.csv").Column("b"));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("x.csv", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_numbers_alone_may_have_its_columns_named()
    {
        CsvTable table = CsvTable.Parse("1e-6, inf\n3,4\n", "plain.csv", column => $"c{column}_S");
        Assert.Equal((2, "c1_S"), (table.Rows, table.Header[1]));
        Assert.Equal([double.PositiveInfinity, 4], table.InSIOrInfinite<Conductance>("c1"));
        Assert.Equal([2e-6], CsvTable.Parse("c0_uS\n2\n", "named.csv", column => $"c{column}_S").InSI<Conductance>("c0"));
        Assert.Contains("plain.csv, line 2: has 1 cells, but lines before have 2", Assert.Throws<InputException>(() => CsvTable.Parse("1,2\n3\n", "plain.csv", column => $"c{column}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_lists_those_there_are()
    {
        CsvTable table = CsvTable.Parse(Good, "good.csv");
        Assert.Contains("cell, g_uS, t_s", Assert.Throws<InputException>(() => table.Column("h")).Message, StringComparison.Ordinal);
        Assert.Contains("g_initial_uS", Assert.Throws<InputException>(() => table.InSI<Conductance>("g_initial")).Message, StringComparison.Ordinal);
        Assert.Contains("no-such", Assert.Throws<InputException>(() => CsvTable.Read("no-such.csv")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_read_or_refused_in_one_line() =>
        Prop.ForAll<string>(text =>
        {
            try
            {
                CsvTable table = CsvTable.Parse(text ?? "", "random.csv");
                _ = table.Header.Select(name => table.Column(name)).ToArray();
                return true;
            }
            catch (InputException exception)
            {
                return !exception.Message.Contains('\n', StringComparison.Ordinal);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_file_cut_anywhere_is_read_or_refused()
    {
        for (int length = 0; length < Good.Length; length++)
        {
            try
            {
                Assert.InRange(CsvTable.Parse(Good[..length], "cut.csv").Column("g_uS").Length, 1, 2);
            }
            catch (InputException exception)
            {
                Assert.StartsWith("cut.csv", exception.Message, StringComparison.Ordinal);
            }
        }
    }
}
