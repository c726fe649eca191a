"""Times training steps and inference of PyTorch (Debian: apt-get install python3-torch) for `Mho.Benchmarks steps`.

Use: OPENBLAS_NUM_THREADS=T OMP_NUM_THREADS=T python3 torch_steps.py T
Reads network names, one a line; for each prints `step_best step_median infer_best infer_median` in milliseconds.
Leave OPENBLAS_CORETYPE unset, so that torch has its fastest kernels.
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional


class ResidualBlock(nn.Module):
    """Two 3 x 3 convolutions with batch norm beside a shortcut without parameters (option A)."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False)
        self.first_norm = nn.BatchNorm2d(outputs)
        self.second = nn.Conv2d(outputs, outputs, 3, padding=1, bias=False)
        self.second_norm = nn.BatchNorm2d(outputs)
        self.extra = (outputs - inputs) // 2

    def forward(self, x):
        y = functional.relu(self.first_norm(self.first(x)))
        y = self.second_norm(self.second(y))
        if self.extra:
            x = functional.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.extra, self.extra))
        return functional.relu(x + y)


class ResNet20(nn.Module):
    """Three stages of three blocks, 16, 32 and 64 channels, for 32 x 32 colour images."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU())
        widths = [16, 16, 16, 16, 32, 32, 32, 64, 64, 64]
        self.blocks = nn.Sequential(*[ResidualBlock(a, b, 1 if a == b else 2) for a, b in zip(widths, widths[1:])])
        self.head = nn.Linear(64, 10)

    def forward(self, x):
        return self.head(self.blocks(self.stem(x)).mean((2, 3)))


class LstmClassifier(nn.Module):
    """28 rows of 28 pixels through 128 units; the last state is classified."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(28, 128, batch_first=True)
        self.head = nn.Linear(128, 10)

    def forward(self, x):
        states, _ = self.lstm(x[:, 0])
        return self.head(states[:, -1])


def multilayer_perceptron():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10))


def lenet5():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


NETWORKS = {
    "mlp": (multilayer_perceptron, (64, 1, 28, 28), 60),
    "lenet5": (lenet5, (64, 1, 28, 28), 40),
    "resnet20": (ResNet20, (64, 3, 32, 32), 6),
    "lstm": (LstmClassifier, (64, 1, 28, 28), 20),
}


def times(call, repeats):
    for _ in range(2):
        call()
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        taken.append(1e3 * (time.perf_counter() - start))
    taken.sort()
    return f"{taken[0]:.4f} {taken[len(taken) // 2]:.4f}"


def measure(made):
    network, x, labels, optimizer, repeats = made

    def train():
        optimizer.zero_grad()
        functional.cross_entropy(network(x), labels).backward()
        optimizer.step()

    def infer():
        with torch.no_grad():
            network(x)

    network.train()
    step = times(train, repeats)
    network.eval()
    return f"{step} {times(infer, repeats)}"


def make(name):
    build, shape, repeats = NETWORKS[name]
    network = build()
    return network, torch.rand(shape), torch.randint(0, 10, (shape[0],)), torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9), repeats


if __name__ == "__main__":
    torch.set_num_threads(int(sys.argv[1]))
    torch.manual_seed(0)
    made = {}
    print("ready", torch.__version__, flush=True)
    for line in sys.stdin:
        name = line.strip()
        if name not in made:
            made[name] = make(name)
        print(measure(made[name]), flush=True)
