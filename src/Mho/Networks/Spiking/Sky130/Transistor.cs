using System.Globalization;

namespace Mho.Networks.Spiking.Sky130;

/// <summary>A transistor's kind and drawn size.</summary>
/// <param name="Channel">n or p.</param>
/// <param name="Width">µm.</param>
/// <param name="Length">µm.</param>
public readonly record struct Transistor(Channel Channel, double Width, double Length)
{
    // Diffusion beside a gate, µm, by the process's design rules: with a row of contacts; and half of what two stacked transistors share without one.
    private const double Contacted = 0.29, Shared = 0.14;

    /// <summary>Its subcircuit in the process's model files.</summary>
    public string Model => NameOf(Channel);

    /// <summary>The name of a kind's subcircuit.</summary>
    public static string NameOf(Channel channel) => channel == Channel.N ? "sky130_fd_pr__nfet_01v8" : "sky130_fd_pr__pfet_01v8";

    /// <summary>Its line in a deck whose lengths are µm, with junctions of source and drain.</summary>
    /// <param name="name">Without the letter of its kind.</param>
    /// <param name="nodes">Drain, gate, source, bulk.</param>
    /// <param name="shared">Which end a stacked transistor shares.</param>
    internal string Line(string name, string nodes, SharedEnd shared = SharedEnd.None)
    {
        (double drain, double drainEdge) = Junction(shared == SharedEnd.Drain);
        (double source, double sourceEdge) = Junction(shared == SharedEnd.Source);
        return string.Create(CultureInfo.InvariantCulture, $"x{name} {nodes} {Model} w={Width} l={Length} ad={drain:0.####} as={source:0.####} pd={drainEdge:0.####} ps={sourceEdge:0.####}");
    }

    // Area and edge, that along the gate included.
    private (double Area, double Edge) Junction(bool shared) => shared ? (Width * Shared, Width + (2 * Shared)) : (Width * Contacted, 2 * (Width + Contacted));
}
