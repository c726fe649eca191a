namespace Mho.Vsa.Attractors;

/// <summary>How many neurons a machine needs.</summary>
/// <remarks>
/// Laws of the worst case, every edge a stimulus of its own. Dense: half of all random walks of six edges succeed at N_Z + 2.2 N_E = 0.075 N (our measurement; 0.10 N in Cotteret et al.
/// (2024), fig. 7, whose form it has). Sparse, 64 to 100 active neurons: N_Z = N_E = 27, 125, 950 and 2,700 at N = 1,000, 2,000, 4,000 and 8,000, between which and beyond which
/// log N is interpolated; an edge takes as much as a state and its own edge state.
/// Spiking, 7.5 % active and half as many labels as edges (our measurement, 24 walks of 8 edges a point): 4 states and 8 edges at N = 1,150, 8 and 16 at 1,500, 20 and 40 at 2,000, 50 and 100
/// at 3,300. A machine that is to be relied on gets half as many neurons more.
/// </remarks>
public static class CapacityLaw
{
    /// <summary>Share of active neurons in the spiking networks that were measured.</summary>
    public const double SpikingLevel = 0.075;

    /// <summary>Times as many neurons as at the border make a network that one may rely on.</summary>
    public const double Margin = 1.5;

    private static readonly (double Load, double Neurons)[] Measured = [(3 * 27, 1000), (3 * 125, 2000), (3 * 950, 4000), (3 * 2700, 8000)];

    private static readonly (double Load, double Neurons)[] MeasuredSpiking = [(4 + (2 * 8), 1150), (8 + (2 * 16), 1500), (20 + (2 * 40), 2000), (50 + (2 * 100), 3300)];

    /// <summary>Neurons of a dense network with which half of all walks succeed; 200 at least.</summary>
    public static int Dense(int states, int edges) => (int)Math.Ceiling(Math.Max(200, (states + (2.2 * edges)) / 0.075));

    /// <summary>Neurons of a sparse network with which half of all walks succeed; 1,000 at least.</summary>
    /// <param name="states">N_Z.</param>
    /// <param name="edges">N_E.</param>
    /// <param name="passing">f_s; an edge takes as much more as the mean square of its stimuli's components, f_s / (1 − f_s), is above 1.</param>
    public static int Sparse(int states, int edges, double passing = 0.5) => Math.Max(1000, Between(Measured, states, edges * Math.Max(1, passing / (1 - passing))));

    /// <summary>Neurons of a spiking network with which half of all walks of eight edges succeed, stimuli balanced; 1,000 at least.</summary>
    public static int Spiking(int states, int edges) => Math.Max(1000, Between(MeasuredSpiking, states, edges));

    // Straight lines in log N over log load, the first and the last go on.
    private static int Between((double Load, double Neurons)[] measured, int states, double edges)
    {
        double load = Math.Log(Math.Max(1, states + (2 * edges)));
        int k = 0;
        while (k < measured.Length - 2 && load > Math.Log(measured[k + 1].Load))
            k++;
        (double x0, double y0, double x1, double y1) = (Math.Log(measured[k].Load), Math.Log(measured[k].Neurons), Math.Log(measured[k + 1].Load), Math.Log(measured[k + 1].Neurons));
        return (int)Math.Ceiling(Math.Exp(y0 + ((y1 - y0) * (load - x0) / (x1 - x0))));
    }
}
