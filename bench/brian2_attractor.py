"""The spiking attractor network of `vsa` in Brian2, asked line by line; needs Debian's python3-brian.

build N K STATES  -> seconds
run SECONDS       -> seconds of the clock, rate of the active neurons in Hz, overlap of the most active with the state held
"""
import sys
import time

import numpy as np

import brian2
from brian2 import Network, NeuronGroup, SpikeMonitor, Synapses, defaultclock, ms, prefs, seed

TAU_M, TAU_S, T_REF, I0, J, G = 20.0, 30.0, 5.0, 4.0, 16.0, 16.0


def build(n, k, states):
    seed(1)
    rng = np.random.default_rng(1)
    patterns = np.zeros((states, n))
    for row in patterns:
        row[rng.choice(n, k, replace=False)] = 1
    weights = (patterns - k / n).T @ (patterns - k / n)
    np.fill_diagonal(weights, 0)
    current = I0 + J - G
    size = (T_REF + TAU_M * np.log(current / (current - 1))) / (k * TAU_S)
    defaultclock.dt = 1 * ms
    neurons = NeuronGroup(
        n,
        """dv/dt = (-v + I0 + J*u - g*a) / (20*ms) : 1 (unless refractory)
           du/dt = -u / (30*ms) : 1
           da/dt = -a / (30*ms) : 1""",
        threshold="v >= 1", reset="v = 0", refractory=5 * ms, method="euler", namespace={"I0": I0, "J": J, "g": G})
    recurrent = Synapses(neurons, neurons, "weight : 1", on_pre="u_post += weight; a_post += common", namespace={"common": size})
    recurrent.connect()
    recurrent.weight = (weights.T * size).flatten()
    neurons.u = patterns[0] @ weights.T / k
    neurons.a = 1.0
    neurons.v = "rand()"
    spikes = SpikeMonitor(neurons)
    network = Network(neurons, recurrent, spikes)
    network.run(1 * ms)  # compiles
    return network, spikes, patterns[0], k


prefs.codegen.target = "cython"
print("ready", brian2.__version__, flush=True)
for line in sys.stdin:
    words = line.split()
    begin = time.perf_counter()
    if words[0] == "build":
        network, spikes, state, ones = build(int(words[1]), int(words[2]), int(words[3]))
        print(time.perf_counter() - begin, flush=True)
        continue
    seconds, before = float(words[1]), len(spikes.i)
    network.run(seconds * 1000 * ms)
    taken = time.perf_counter() - begin
    count = np.bincount(spikes.i[before:], minlength=len(state))
    overlap = state[np.argsort(-count)[:ones]].sum() / ones
    print(taken, round(float(count[state > 0].mean() / seconds), 1), round(float(overlap), 3), flush=True)
