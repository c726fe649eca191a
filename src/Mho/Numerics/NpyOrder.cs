namespace Mho.Numerics;

/// <summary>Which index of an array moves fastest in a file.</summary>
public enum NpyOrder
{
    /// <summary>The last: row after row.</summary>
    C,

    /// <summary>The first: column after column.</summary>
    Fortran,
}
