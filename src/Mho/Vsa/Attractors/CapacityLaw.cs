namespace Mho.Vsa.Attractors;

/// <summary>How many neurons a machine needs.</summary>
/// <remarks>
/// Laws of the worst case, every edge a stimulus of its own. Dense: half of all random walks of six edges succeed at N_Z + 2.2 N_E = 0.075 N (our measurement; 0.10 N in Cotteret et al.
/// (2024), fig. 7, whose form it has). Sparse, 64 to 100 active neurons: N_Z = N_E = 27, 125, 950 and 2,700 at N = 1,000, 2,000, 4,000 and 8,000, between which and beyond which
/// log N is interpolated; an edge takes as much as a state and its own edge state. A machine that is to be relied on gets half as many neurons more.
/// </remarks>
public static class CapacityLaw
{
    /// <summary>Times as many neurons as at the border make a network that one may rely on.</summary>
    public const double Margin = 1.5;

    private static readonly (double Load, double Neurons)[] Measured = [(3 * 27, 1000), (3 * 125, 2000), (3 * 950, 4000), (3 * 2700, 8000)];

    /// <summary>Neurons of a dense network with which half of all walks succeed; 200 at least.</summary>
    public static int Dense(int states, int edges) => (int)Math.Ceiling(Math.Max(200, (states + (2.2 * edges)) / 0.075));

    /// <summary>Neurons of a sparse network with which half of all walks succeed; 1,000 at least.</summary>
    public static int Sparse(int states, int edges)
    {
        double load = Math.Log(Math.Max(1, states + (2.0 * edges)));
        int k = 0;
        while (k < Measured.Length - 2 && load > Math.Log(Measured[k + 1].Load))
            k++;
        (double x0, double y0, double x1, double y1) = (Math.Log(Measured[k].Load), Math.Log(Measured[k].Neurons), Math.Log(Measured[k + 1].Load), Math.Log(Measured[k + 1].Neurons));
        return (int)Math.Ceiling(Math.Max(1000, Math.Exp(y0 + ((y1 - y0) * (load - x0) / (x1 - x0)))));
    }
}
