namespace Mho;

/// <summary>A property that a record once had under this name: a file that still says it is told what to write now.</summary>
/// <param name="name">The name in JSON.</param>
/// <param name="now">What to write instead, for example <c>"schedule": "constant"</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FormerNameAttribute(string name, string now) : Attribute
{
    /// <summary>The name in JSON.</summary>
    public string Name { get; } = name;

    /// <summary>What to write instead.</summary>
    public string Now { get; } = now;
}
