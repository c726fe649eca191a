using Mho.Networks.Spiking.Sky130;

namespace Mho.Experiments.DataSets;

/// <summary>The transistor models of SkyWater's 130-nm process: 1.8 V transistors, typical corner, which <c>mho circuit</c> needs.</summary>
[Model("sky130", Source = "SkyWater Technology and Google, SKY130 process design kit, github.com/google/skywater-pdk-libs-sky130_fd_pr, commit f62031a (2021)")]
public sealed record Sky130 : IFetched
{
    private const string Set = "sky130", Folder = "models", Place = "https://raw.githubusercontent.com/google/skywater-pdk-libs-sky130_fd_pr/f62031a1be9aefe902d6d54cddd6f59b57627436/";

    private static readonly IReadOnlyList<Download> Files =
    [
        File("models/parameters/", "lod.spice", 3597, "65fa0d96625009452e366b790a10606a"),
        File("cells/nfet_01v8/", "sky130_fd_pr__nfet_01v8__mismatch.corner.spice", 962, "79dd0b04adf304f793fe38a0c6b4cd47"),
        File("cells/nfet_01v8/", "sky130_fd_pr__nfet_01v8__tt.pm3.spice", 1109307, "86448a9491d69668b74f990a9da0e67a"),
        File("cells/pfet_01v8/", "sky130_fd_pr__pfet_01v8__mismatch.corner.spice", 1322, "f829bb3c9659f7e075e2a50ebc87a509"),
        File("cells/pfet_01v8/", "sky130_fd_pr__pfet_01v8__tt.pm3.spice", 787521, "d7fabb5198c65b6eab51b1ca06479480"),
    ];

    /// <inheritdoc/>
    public string Description => "transistor models of SkyWater's 130-nm process for \"mho circuit\"";

    /// <inheritdoc/>
    public string Licence => "Apache-2.0";

    /// <inheritdoc/>
    public string Citation => Binding.Models.SourceOf(typeof(Sky130));

    /// <inheritdoc/>
    public IReadOnlyList<Download> Downloads => Files;

    /// <summary>The models on this machine.</summary>
    /// <param name="folder">Where they are; if null, the folder that <c>MHO_DATA</c> names or the user's cache.</param>
    /// <exception cref="InputException">They are not there; says how to get them.</exception>
    public static Sky130Models Find(string? folder = null) => new(folder ?? Path.GetDirectoryName(DataFolder.Find(Set, Path.Combine(Folder, Sky130Models.Files[0])))!);

    private static Download File(string folder, string name, long bytes, string md5) =>
        new($"{Folder}/{name}", [new(Place + folder + name)], bytes, new(md5, Unpacked: false));
}
