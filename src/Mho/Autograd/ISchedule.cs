namespace Mho.Autograd;

/// <summary>Learning rate over training: a pure function of how far training is, so that a resumed run goes on as it would have.</summary>
public interface ISchedule
{
    /// <summary>The rate after <paramref name="epoch"/> of <paramref name="epochs"/>; fractions count steps within an epoch.</summary>
    double At(double epoch, double epochs);
}
