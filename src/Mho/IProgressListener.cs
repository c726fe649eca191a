namespace Mho;

/// <summary>Hears how far a long computation is. The library never prints; the command line and the page listen.</summary>
public interface IProgressListener
{
    /// <summary>A stage begins, of <paramref name="total"/> units of work (epochs × samples, cells, images).</summary>
    void Begin(string stage, long total);

    /// <summary><paramref name="done"/> units of the present stage are done; <paramref name="note"/> says what is seen now ("loss 0.21").</summary>
    void Advance(long done, string? note = null);
}
