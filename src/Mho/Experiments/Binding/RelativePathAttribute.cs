namespace Mho.Experiments.Binding;

/// <summary>Says of a text that it is a path: a relative one in a JSON file begins at the folder of that file.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RelativePathAttribute : Attribute;
