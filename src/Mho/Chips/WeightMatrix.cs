namespace Mho.Chips;

/// <summary>One matrix a network wants multiplied on the chip: y[j] = Σᵢ x[i] W[i, j] + b[j].</summary>
public sealed record WeightMatrix
{
    /// <summary>Checks shape and numbers.</summary>
    /// <param name="name">The layer's name, for reports.</param>
    /// <param name="rows">Inputs.</param>
    /// <param name="columns">Outputs.</param>
    /// <param name="values">Weights [rows × columns].</param>
    /// <param name="bias">One for each column, or empty.</param>
    /// <param name="input">How inputs are coded.</param>
    /// <param name="vectors">Products of one inference (patches of a convolution); 1 for a dense layer.</param>
    public WeightMatrix(string name, int rows, int columns, float[] values, float[] bias, InputCode input, int vectors)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(bias);
        if (rows < 1 || columns < 1 || values.Length != rows * columns)
            throw new ArgumentException($"{name}: {values.Length} weights do not fill {rows} rows × {columns} columns.", nameof(values));
        if (bias.Length != 0 && bias.Length != columns)
            throw new ArgumentException($"{name}: {bias.Length} biases for {columns} columns; give one for each column or none.", nameof(bias));
        if (!values.AsSpan().ContainsAnyExcept(0f))
            throw new ArgumentException($"{name}: every weight is 0, there is nothing to program.", nameof(values));
        if (Array.Exists(values, static w => !float.IsFinite(w)) || Array.Exists(bias, static b => !float.IsFinite(b)))
            throw new ArgumentException($"{name}: a weight or bias is not finite.", nameof(values));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vectors);
        input.Check(name);
        (Name, Rows, Columns, Values, Bias, Input, Vectors) = (name, rows, columns, values, bias, input, vectors);
    }

    /// <summary>The layer's name, for reports.</summary>
    public string Name { get; }

    /// <summary>Inputs.</summary>
    public int Rows { get; }

    /// <summary>Outputs.</summary>
    public int Columns { get; }

    /// <summary>Weights [rows × columns].</summary>
    public float[] Values { get; }

    /// <summary>One for each column, or empty.</summary>
    public float[] Bias { get; }

    /// <summary>How inputs are coded.</summary>
    public InputCode Input { get; }

    /// <summary>Products of one inference.</summary>
    public int Vectors { get; }

    /// <summary>Whether each product waits for the one before it, as in a recurrence: then copies of the matrix make nothing faster.</summary>
    public bool Recurrent { get; init; }
}
