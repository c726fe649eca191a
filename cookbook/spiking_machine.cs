using Mho;
using Mho.Devices;
using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Mho.Vsa.OnDevices;
using Mho.Vsa.Spiking;
using static Mho.Units;

// A turnstile as an attractor network: in spiking neurons, and with its weights in RRAM cells a day after they were programmed.
StateMachine turnstile = new("turnstile", start: "locked", [new("locked", "coin", "open", "click"), new("open", "push", "locked"), new("open", "coin", "open")]);
CompiledMachine compiled = CompiledMachine.Compile(turnstile, SpikingMachine.OptionsFor(turnstile, neurons: 2000));
string[] stimuli = ["push", "coin", "coin", "push"];

SpikingWalk exact = new SpikingMachine(compiled).Run(stimuli);
DeviceArrays arrays = new() { Device = new Wan2022Rram { ReadNoise = 0.01 }, Age = 1 * day };
SpikingWalk onCells = new SpikingMachine(compiled, arrays.Program(compiled.Weights(), new Key(1)["cells"])).Run(stimuli);

Console.WriteLine($"machine:   {string.Join(" ", exact.Expected.StateNames)}");
foreach ((string name, SpikingWalk walk) in new[] { ("in memory", exact), ("on cells", onCells) })
    Console.WriteLine($"{name + ":",-10} {string.Join(" ", walk.Seen.Select(state => state < 0 ? "?" : turnstile.States[state]))}; overlap {walk.MeanOverlap:F3}, {walk.ActiveRate}");
