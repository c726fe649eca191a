namespace Mho.Networks.Spiking;

/// <summary>How far a membrane is followed.</summary>
internal enum Until
{
    /// <summary>To the end of the window: its potential is the result.</summary>
    End,

    /// <summary>To the threshold: the time is the result.</summary>
    Spike,
}
