namespace Mho.Numerics;

/// <summary>Shapes of register tiles as types, so that the just-in-time compiler folds them and drops unused rows and vectors.</summary>
internal static class TileShape
{
    /// <summary>How many rows a tile has.</summary>
    internal interface IRows
    {
        static abstract int Count { get; }
    }

    /// <summary>How many vectors a row of a tile has, and whether the last of them is cut by a mask.</summary>
    internal interface IColumns
    {
        static abstract int Count { get; }

        static abstract bool Cut { get; }
    }

    internal readonly struct Rows1 : IRows
    {
        public static int Count => 1;
    }

    internal readonly struct Rows2 : IRows
    {
        public static int Count => 2;
    }

    internal readonly struct Rows3 : IRows
    {
        public static int Count => 3;
    }

    internal readonly struct Rows4 : IRows
    {
        public static int Count => 4;
    }

    internal readonly struct Rows5 : IRows
    {
        public static int Count => 5;
    }

    internal readonly struct Rows6 : IRows
    {
        public static int Count => 6;
    }

    internal readonly struct Rows7 : IRows
    {
        public static int Count => 7;
    }

    internal readonly struct Rows8 : IRows
    {
        public static int Count => 8;
    }

    internal readonly struct Rows16 : IRows
    {
        public static int Count => 16;
    }

    internal readonly struct Whole1 : IColumns
    {
        public static int Count => 1;

        public static bool Cut => false;
    }

    internal readonly struct Whole2 : IColumns
    {
        public static int Count => 2;

        public static bool Cut => false;
    }

    internal readonly struct Whole3 : IColumns
    {
        public static int Count => 3;

        public static bool Cut => false;
    }

    internal readonly struct Cut1 : IColumns
    {
        public static int Count => 1;

        public static bool Cut => true;
    }

    internal readonly struct Cut2 : IColumns
    {
        public static int Count => 2;

        public static bool Cut => true;
    }

    internal readonly struct Cut3 : IColumns
    {
        public static int Count => 3;

        public static bool Cut => true;
    }

    internal readonly struct Whole4 : IColumns
    {
        public static int Count => 4;

        public static bool Cut => false;
    }

    internal readonly struct Cut4 : IColumns
    {
        public static int Count => 4;

        public static bool Cut => true;
    }
}
