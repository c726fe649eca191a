using Mho.Autograd;

namespace Mho.Networks;

/// <summary>A plan that becomes a network once the data are known: their image shape and number of classes.</summary>
public interface IArchitecture
{
    /// <summary>The network for images of that shape and so many classes.</summary>
    Network For(Shape input, int classes);
}
