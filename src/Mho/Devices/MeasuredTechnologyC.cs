using static Mho.Units;

namespace Mho.Devices;

/// <summary>Technology C, the device that stands in where a file names no curves: six digits of what <see cref="DeviceFit"/> finds in its readings.</summary>
/// <remarks>data/rram-relaxation/techC_bins.csv holds the points these curves run through; MeasuredRelaxationTests compares, and refits where the readings are at hand.</remarks>
internal static class MeasuredTechnologyC
{
    internal const string Name = "techC_relaxation", Source = "technology C of akashlevy/RRAM-Relaxation-Master-Model (MIT), 16,292 cells, fitted by \"mho devices fit\"";

    internal static readonly Conductance From = 0.9011 * uS, To = 39.23 * uS;

    internal static readonly RelaxationCurve[] Curves =
    [
        new()
        {
            Time = 0.009974 * s,
            From = 0.9011 * uS,
            To = 39.58 * uS,
            LogSpread = [-0.796668, 0.0173745, 0.57366, 1.30555, -4.31278, -3.66892, 7.79861, 3.40561, -4.9567],
            Shift = [-0.0194577, -0.0214394],
            Outliers = 0.0585005,
            OutlierScale = 9.38161,
        },
        new()
        {
            Time = 0.0998 * s,
            From = 0.7464 * uS,
            To = 39.58 * uS,
            LogSpread = [-0.0860859, -0.618287, 0.296247, 3.15371, -0.0824231, -6.46957, -1.00975, 4.63814],
            Shift = [-0.0939029, -0.0631196, -0.107935, 0.0835158, 0.5955, -0.143874, -0.510733],
            Outliers = 0.0394721,
            OutlierScale = 7.35212,
        },
        new()
        {
            Time = 1 * s,
            From = 0.7439 * uS,
            To = 39.58 * uS,
            LogSpread = [0.413018, -0.387375, -0.40254, 0.86735, 1.15558, -1.95615, -1.47412, 2.02339],
            Shift = [-0.197333, -0.180875, 0.0545681],
            Outliers = 0.0248588,
            OutlierScale = 6.31022,
        },
        new()
        {
            Time = 3.442 * s,
            From = 0.4643 * uS,
            To = 39.23 * uS,
            LogSpread = [0.592515, -0.690902, -0.461242, -0.353312, 2.17582, 13.6709, -3.45791, -27.9151, 0.88303, 16.0262],
            Shift = [-0.340735, 0.105743, -0.58275, -0.417391, 2.36873, 0.0183936, -1.6915],
            Outliers = 0.0232438,
            OutlierScale = 7.1798,
        },
        new()
        {
            Time = 100000 * s,
            From = 0.7439 * uS,
            To = 39.58 * uS,
            LogSpread = [1.18181, -0.506659, 0.225252, 2.9133, -2.7579, -6.04997, 5.00897, 4.27101, -3.31526],
            Shift = [-1.52499, -0.164321, 0.12799, -1.60187, 2.48207, 0.709226, -2.05464],
            Outliers = 0.0117849,
            OutlierScale = 5.58624,
        },
    ];
}
