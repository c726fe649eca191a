namespace Mho.Experiments.DataSets;

/// <summary>One file at the place where its makers, or those they name, give it away.</summary>
/// <param name="File">The name under which it is kept.</param>
/// <param name="Addresses">Where it can be had; the first that answers is used.</param>
/// <param name="Bytes">Size of the download.</param>
/// <param name="Check">What the download, or its content where <see cref="Checksum.Unpacked"/>, must hash to.</param>
public sealed record Download(string File, IReadOnlyList<Uri> Addresses, long Bytes, Checksum Check)
{
    /// <summary>The files that come out of an archive, kept beside each other; empty if the download is kept as it is.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];
}
