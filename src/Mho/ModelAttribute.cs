namespace Mho;

/// <summary>Makes a sealed record known by name to JSON, the command line and the conformance suite of its family.</summary>
/// <param name="name">The name experiments use, for example <c>"wan2022-rram"</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModelAttribute(string name) : Attribute
{
    /// <summary>The name experiments use.</summary>
    public string Name { get; } = name;

    /// <summary>Where the equations and constants are from: paper and figure.</summary>
    public string Source { get; init; } = "";

    /// <summary>
    /// A parameter that only this model of its family has, so that it may stand without the name: <c>{"from": "runs/mine"}</c>; a text with a slash in the
    /// place of the model is then that parameter.
    /// </summary>
    public string ToldBy { get; init; } = "";
}
