namespace Mho.Vsa.Machines.Known;

/// <summary>Relations of Greek gods, 8 states and 16 edges: the machine that the first network of this kind was shown with.</summary>
/// <remarks>
/// M. Cotteret et al., Neural Computation 36, 549 (2024). Hades, Zeus, Kronos, Rhea, Uranus and Gaia with their edges are those of its text; Persephone and Hera, their edges, Zeus's father and
/// which god of a generation tells its type are ours, as the text does not name them. It has all that is hard: one stimulus twice on a row (father_is), edges both ways
/// (consort_is) and loops (type).
/// </remarks>
internal static class GreekGods
{
    public static StateMachine Machine() => new("greek-gods", start: "Hades",
    [
        new("Hades", "father_is", "Kronos"),
        new("Zeus", "father_is", "Kronos"),
        new("Kronos", "father_is", "Uranus"),
        new("Hades", "consort_is", "Persephone"),
        new("Persephone", "consort_is", "Hades"),
        new("Zeus", "consort_is", "Hera"),
        new("Hera", "consort_is", "Zeus"),
        new("Kronos", "consort_is", "Rhea"),
        new("Rhea", "consort_is", "Kronos"),
        new("Uranus", "consort_is", "Gaia"),
        new("Gaia", "consort_is", "Uranus"),
        new("Uranus", "overthrown_by", "Kronos"),
        new("Kronos", "overthrown_by", "Zeus"),
        new("Uranus", "type", "Uranus", "Primordial"),
        new("Kronos", "type", "Kronos", "Titans"),
        new("Zeus", "type", "Zeus", "Olympians"),
    ], states: ["Hades", "Persephone", "Zeus", "Hera", "Kronos", "Rhea", "Gaia", "Uranus"]);
}
