namespace Mho.Chips;

/// <summary>How write–verify of a cell ended.</summary>
public enum WriteOutcome
{
    /// <summary>Inside the window, confirmed.</summary>
    Inside,

    /// <summary>Given up below the window.</summary>
    TooLow,

    /// <summary>Given up above the window.</summary>
    TooHigh,
}
