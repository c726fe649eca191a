namespace Mho;

/// <summary>A model whose origin depends on its values, so that <see cref="ModelAttribute.Source"/> cannot say it.</summary>
public interface ISourced
{
    /// <summary>Where these very values are from.</summary>
    string Source { get; }
}
