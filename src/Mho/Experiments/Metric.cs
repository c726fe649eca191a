namespace Mho.Experiments;

/// <summary>One number of a result.</summary>
/// <param name="Name">Its stable name for programs, for example <c>accuracy.onChip.oneDay</c>.</param>
/// <param name="Value">The number, in SI or in the unit that <paramref name="Name"/> says.</param>
/// <param name="Label">Its name for people; <paramref name="Name"/> if empty.</param>
/// <param name="Text">The number as people read it ("98.9 %", "12.3 nJ"); general notation if empty.</param>
/// <param name="Note">A word of context shown small below a headline ("mean of 5 programmings").</param>
public sealed record Metric(string Name, double Value, string Label = "", string Text = "", string Note = "")
{
    /// <summary>A number with its quantity's unit.</summary>
    public static Metric Of<T>(string name, T quantity, string label = "", string note = "")
        where T : struct, IQuantity<T> => new(name, quantity.SI, label, T.FromSI(EngineeringNotation.Round(quantity.SI, 4)).ToString() ?? "", note);

    /// <summary>A fraction shown in percent with <paramref name="digits"/> digits after the point.</summary>
    public static Metric Percent(string name, double fraction, string label = "", string note = "", int digits = 2) =>
        new(name, fraction, label, (100 * fraction).ToString("F" + digits) + " %", note);

    /// <summary>The label, or the name where there is none.</summary>
    public string Title => Label.Length > 0 ? Label : Name;

    /// <summary>The number as people read it.</summary>
    public string Shown => Text.Length > 0 ? Text : Value.ToString("G6");
}
