namespace Mho.Networks.Spiking;

/// <summary>A spiking network whose weights are cells.</summary>
/// <param name="Trained">The network with the weights that were wished.</param>
/// <param name="Layers">Its programmed layers, in order.</param>
public sealed record ProgrammedSynapses(TrainedNetwork Trained, IReadOnlyList<SynapseCells> Layers)
{
    /// <summary>The network with the weights that its cells have a time after programming.</summary>
    public TrainedNetwork After(Duration elapsed)
    {
        ParameterSet parameters = Trained.Network.Initialize(default);
        foreach (SynapseCells cells in Layers)
            cells.Weights(elapsed, parameters[cells.Layer + ".kernel"].Values);
        return Trained with { Parameters = parameters };
    }
}
