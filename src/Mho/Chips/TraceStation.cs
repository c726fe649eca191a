namespace Mho.Chips;

/// <summary>One number on a weight's way.</summary>
/// <param name="Station">Where: the type that makes it.</param>
/// <param name="Quantity">What it is.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">Its unit; empty for plain numbers.</param>
public sealed record TraceStation(string Station, string Quantity, double Value, string Unit);
