using Mho;
using Mho.Circuits;
using Mho.Numerics;
using static Mho.Units;

// What do wires of 2 ohm a segment cost an array of 128 x 128 cells, and how much of it do other targets give back?
Key key = new(1);
double[] wished = [.. Enumerable.Range(0, 128 * 128).Select(k => 2e-6 + (18e-6 * key["cells"].Uniform(k)))];
double[] input = [.. Enumerable.Range(0, 128).Select(i => 0.2 * key["input"].Uniform(i))];
Crossbar array = new Crossbar(128, 128, wished).WithSegments(2 * ohm, 2 * ohm);

CrossbarState<double> state = array.Prepare(tolerance: 1e-9).Solve(input);
double ideal = Enumerable.Range(0, 128).Sum(i => input[i] * wished[(i * 128) + 127]);
Console.WriteLine($"last column: {new Current(state.Outputs.Span[127])} of {new Current(ideal)}; {state.Report.Iterations} iterations");

CompensationReport report = Compensation.Run(array, least: 1 * uS, greatest: 40 * uS);
Console.WriteLine($"effective matrix off by {100 * report.ErrorBefore:F1} %, compensated {100 * report.Error:F4} %, cells at an end of their range: {report.Limited}");
