"""Solves the common crossbar problem by general sparse LU (Debian: apt-get install python3-scipy) for `Mho.Benchmarks crossbar`.

Use: OPENBLAS_NUM_THREADS=1 python3 scipy_crossbar.py
Reads sizes, one a line, smallest first; for each prints `best_ms peak_MiB sum_of_currents`: factors and one solve of the nodal equations of N x N cells of
10 k to 100 k ohm with 1 ohm wires, the time to assemble them left out; the peak is the whole process's. SuperLU orders by minimum degree of A' + A
and takes pivots from the diagonal, which suits symmetric equations and is the fastest it has for these.
"""
import resource
import sys
import time

import numpy
import scipy
from scipy.sparse import coo_matrix
from scipy.sparse.linalg import splu


def uniform(stream, count):
    """SplitMix64, numbers 1 to count of a stream, in [0, 1)."""
    z = numpy.uint64(stream) + numpy.arange(1, count + 1, dtype=numpy.uint64) * numpy.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    return ((z ^ (z >> numpy.uint64(31))) >> numpy.uint64(11)).astype(float) * 2.0**-53


def equations(n):
    """Kirchhoff's current law at the nodes of word lines [n x n] and bit lines [n x n]: A v = b."""
    word = numpy.arange(n * n).reshape(n, n)
    bit = word + n * n
    diagonal, right = numpy.zeros(2 * n * n), numpy.zeros(2 * n * n)
    rows, columns, values = [], [], []

    def join(a, b, siemens):
        a, b, g = a.ravel(), b.ravel(), numpy.broadcast_to(siemens, a.shape).ravel()
        numpy.add.at(diagonal, a, g)
        numpy.add.at(diagonal, b, g)
        rows.extend((a, b))
        columns.extend((b, a))
        values.extend((-g, -g))

    join(word, bit, 1 / (10e3 + 90e3 * uniform(1, n * n)).reshape(n, n))
    join(word[:, :-1], word[:, 1:], 1.0)
    join(bit[:-1, :], bit[1:, :], 1.0)
    diagonal[word[:, 0]] += 1
    right[word[:, 0]] = uniform(2, n)
    diagonal[bit[-1, :]] += 1
    every = numpy.arange(2 * n * n)
    matrix = coo_matrix((numpy.concatenate(values + [diagonal]), (numpy.concatenate(rows + [every]), numpy.concatenate(columns + [every])))).tocsc()
    return matrix, right, bit[-1, :]


def measure(n):
    matrix, right, last = equations(n)
    best = numpy.inf
    for _ in range(2):
        start = time.perf_counter()
        voltages = splu(matrix, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options={"SymmetricMode": True}).solve(right)
        best = min(best, time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{1e3 * best:.3f} {peak:.1f} {voltages[last].sum():.15g}"


if __name__ == "__main__":
    print("ready", scipy.__version__, flush=True)
    for line in sys.stdin:
        print(measure(int(line)), flush=True)
