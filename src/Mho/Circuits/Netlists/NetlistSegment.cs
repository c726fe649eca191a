namespace Mho.Circuits.Netlists;

/// <summary>A segment of wire between two nodes.</summary>
/// <param name="Name">Its name without the letter of its kind: line and number.</param>
/// <param name="From">Node nearer to the line's near end.</param>
/// <param name="To">The other.</param>
/// <param name="Ohm">Ω, a terminal's resistance included.</param>
/// <param name="Henry">H in series.</param>
internal readonly record struct NetlistSegment(string Name, int From, int To, double Ohm, double Henry);
