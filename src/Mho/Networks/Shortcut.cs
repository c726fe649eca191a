namespace Mho.Networks;

/// <summary>How the input of a residual block reaches its end when the body changes the shape.</summary>
public enum Shortcut
{
    /// <summary>Unchanged; the body must keep the shape.</summary>
    Identity,

    /// <summary>Through a 1 x 1 convolution with the body's stride.</summary>
    Projection,

    /// <summary>Every stride-th pixel, missing channels zero: option A of K. He et al., CVPR 2016, section 4.2. No parameters.</summary>
    ZeroPad,
}
