namespace Mho.Networks;

/// <summary>One step of a deployed network over the images of a passage.</summary>
internal interface IDigitalStep
{
    /// <summary>Does the step.</summary>
    void Run(Passage passage);
}
