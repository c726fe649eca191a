namespace Mho.Vsa.Machines.Known;

/// <summary>Sells tea for 30 cents, takes 10 and 20, gives back what is too much, and all of it if asked.</summary>
internal static class VendingMachine
{
    public static StateMachine Machine() => new("vending-machine", start: "0 ct",
    [
        new("0 ct", "coin 10", "10 ct"),
        new("0 ct", "coin 20", "20 ct"),
        new("10 ct", "coin 10", "20 ct"),
        new("10 ct", "coin 20", "30 ct"),
        new("10 ct", "cancel", "0 ct", "return 10"),
        new("20 ct", "coin 10", "30 ct"),
        new("20 ct", "coin 20", "30 ct", "return 10"),
        new("20 ct", "cancel", "0 ct", "return 20"),
        new("30 ct", "coin 10", "30 ct", "return 10"),
        new("30 ct", "coin 20", "30 ct", "return 20"),
        new("30 ct", "cancel", "0 ct", "return 30"),
        new("30 ct", "button", "0 ct", "tea"),
    ]);
}
