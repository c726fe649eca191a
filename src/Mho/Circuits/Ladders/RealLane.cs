namespace Mho.Circuits.Ladders;

/// <summary>One real number: the kernels on any processor.</summary>
internal readonly unsafe struct RealLane(double value) : IFieldLanes<RealLane, double>
{
    private readonly double _value = value;

    public static int Width => 1;

    public static int Parts => 1;

    public static RealLane operator +(RealLane a, RealLane b) => new(a._value + b._value);

    public static RealLane operator -(RealLane a, RealLane b) => new(a._value - b._value);

    public static RealLane operator *(RealLane a, RealLane b) => new(a._value * b._value);

    public static RealLane operator /(RealLane a, RealLane b) => new(a._value / b._value);

    public static RealLane MultiplyAdd(RealLane a, RealLane b, RealLane c) => new(Math.FusedMultiplyAdd(a._value, b._value, c._value));

    public static RealLane MultiplyMinus(RealLane a, RealLane b, RealLane c) => new(Math.FusedMultiplyAdd(a._value, b._value, -c._value));

    public static RealLane MultiplySubtract(RealLane a, RealLane b, RealLane c) => new(Math.FusedMultiplyAdd(-a._value, b._value, c._value));

    public static RealLane Negate(RealLane a) => new(-a._value);

    public static RealLane All(double value) => new(value);

    public static RealLane Load(double* source) => new(*source);

    public void Store(double* target) => *target = _value;

    public static double Sum(RealLane x) => x._value;

    public static RealLane Larger(RealLane greatest, RealLane x) => new(Math.Max(greatest._value, Math.Abs(x._value)));

    public static double Greatest(RealLane greatest) => greatest._value;

    public static void Transpose(double* source, nint stride, double* target, nint targetStride) => *target = *source;

    public static double Read(double* row, int index) => row[index];

    public static void Write(double* row, int index, double value) => row[index] = value;

    public static void Spread(ReadOnlySpan<double> numbers, double* row) => numbers.CopyTo(new Span<double>(row, numbers.Length));

    public static void Gather(double* row, Span<double> numbers) => new ReadOnlySpan<double>(row, numbers.Length).CopyTo(numbers);

    public static double Magnitude(double value) => Math.Abs(value);

    public static (double Least, double Greatest) Extent(ReadOnlySpan<double> values) => RealExtent.Of(values);
}
