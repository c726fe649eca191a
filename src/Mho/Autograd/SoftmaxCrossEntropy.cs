using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>Mean over rows of −ln p(label), p = softmax of the row's logits; the scalar loss of a classifier.</summary>
/// <remarks>Adjoint: (p − one-hot) / n. A row whose label is −1 counts nowhere, so a last, shorter batch can use the same tape.</remarks>
public sealed unsafe class SoftmaxCrossEntropy : Operation
{
    private const int Rows = 64; // in one chunk
    private readonly int[] _labels;
    private readonly int _rows, _classes;
    private readonly float* _losses;
    private readonly int[] _best;

    /// <summary>The loss of <paramref name="logits"/> [rows, classes].</summary>
    /// <param name="arena">The tape's memory.</param>
    /// <param name="logits">Scores [rows, classes].</param>
    /// <param name="labels">One class for each row, kept by reference: the caller fills it before each pass; −1 leaves the row out.</param>
    public SoftmaxCrossEntropy(Arena arena, Tensor logits, int[] labels)
        : base(new Tensor(arena, new Shape(1), logits.NeedsGradient), logits)
    {
        ArgumentNullException.ThrowIfNull(labels);
        (_rows, _classes, _labels) = (logits.Shape[0], logits.Shape.Stride, labels);
        if (labels.Length != _rows)
            throw new ArgumentException($"{labels.Length} labels for {_rows} rows of logits; give one each, −1 for a row to leave out.", nameof(labels));
        Probabilities = new Tensor(arena, logits.Shape, needsGradient: false);
        _losses = arena.Take(_rows);
        _best = new int[_rows];
    }

    /// <summary>Softmax of the logits [rows, classes], after <see cref="Forward"/>.</summary>
    public Tensor Probabilities { get; }

    /// <summary>The likeliest class of each row, after <see cref="Forward"/>; the first of equals.</summary>
    public ReadOnlySpan<int> Predictions => _best;

    /// <summary>Rows that counted, after <see cref="Forward"/>.</summary>
    public int Counted { get; private set; }

    /// <summary>Counted rows whose likeliest class is their label, after <see cref="Forward"/>.</summary>
    public int Correct { get; private set; }

    /// <summary>Sum of the losses of the counted rows, after <see cref="Forward"/>; add these over batches of different sizes.</summary>
    public double TotalLoss { get; private set; }

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        foreach (int label in _labels)
        {
            if (label < -1 || label >= _classes)
                throw new InvalidOperationException($"label {label} does not name one of the {_classes} classes 0 … {_classes - 1}; use −1 to leave a row out.");
        }

        Workers.Run((_rows + Rows - 1) / Rows, new Softmax(this));
        (double total, int counted, int correct) = (0, 0, 0);
        for (int i = 0; i < _rows; i++)
        {
            if (_labels[i] < 0)
                continue;
            total += _losses[i];
            counted++;
            if (_best[i] == _labels[i])
                correct++;
        }

        (TotalLoss, Counted, Correct) = (total, counted, correct);
        Output.Values[0] = counted == 0 ? 0 : (float)(total / counted);
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        float scale = Counted == 0 ? 0 : Output.Gradients[0] / Counted;
        float* p = Probabilities.Data, dx = Inputs[0].Gradient;
        for (int i = 0; i < _rows; i++, p += _classes, dx += _classes)
        {
            float own = _labels[i] < 0 ? 0 : scale;
            for (int j = 0; j < _classes; j++)
            {
                float part = own * (p[j] - (j == _labels[i] ? 1 : 0));
                dx[j] = Adds(0) ? dx[j] + part : part;
            }
        }
    }

    private void Row(int i)
    {
        float* x = Inputs[0].Data + ((long)i * _classes), p = Probabilities.Data + ((long)i * _classes);
        int best = 0;
        for (int j = 1; j < _classes; j++)
        {
            if (x[j] > x[best])
                best = j;
        }

        double sum = 0;
        for (int j = 0; j < _classes; j++)
        {
            p[j] = Elementary.Exp(Lane.All(x[j] - x[best]));
            sum += p[j];
        }

        float inverse = (float)(1 / sum);
        for (int j = 0; j < _classes; j++)
            p[j] *= inverse;
        _best[i] = best;
        _losses[i] = _labels[i] < 0 ? 0 : (float)(Math.Log(sum) - (x[_labels[i]] - x[best]));
    }

    private readonly struct Softmax(SoftmaxCrossEntropy loss) : IChunkedWork
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Do(int chunk, int worker)
        {
            for (int i = chunk * Rows; i < Math.Min((chunk + 1) * Rows, loss._rows); i++)
                loss.Row(i);
        }
    }
}
