using Mho.Autograd;
using Mho.Chips;
using Mho.Devices;
using Mho.Experiments.DataSets;
using Mho.Networks;
using Mho.Numerics;
using static Mho.Units;

Key key = new(1);
DataSplit digits = new Digits().Load();
Network network = new DigitsCnn().For(new(8, 8, 1), classes: 10);
Training training = new() { Epochs = 10, Batch = 32, Schedule = new ConstantRate(4e-3), WeightNoise = 0.15 };
Deployment deployed = new(training.Fit(network, digits.Train, key["training"]).Trained);

NeuRram chip = new(new Wan2022Rram());
Placement placement = chip.Place(deployed.Matrices);
ProgrammedChip aged = chip.Program(placement, key["programming"]).After(1 * day, key["ageing"]);

Console.WriteLine($"on chip after a day: {100 * deployed.Evaluate(new OnChip(aged), digits.Test, key["reads"]).Accuracy:F1} %");
Console.WriteLine($"an image: {placement.Cost().Energy}, {placement.Cost().Latency}");
