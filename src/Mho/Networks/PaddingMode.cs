namespace Mho.Networks;

/// <summary>Whether zeros surround an image before a window slides over it.</summary>
public enum PaddingMode
{
    /// <summary>As many output pixels as input pixels, divided by the stride and rounded up; an odd pixel of padding goes to the bottom and the right.</summary>
    Same,

    /// <summary>None: the window stays inside the image.</summary>
    Valid,
}
