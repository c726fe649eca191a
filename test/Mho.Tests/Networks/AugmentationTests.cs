using Mho.Networks;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Networks;

/// <summary>A plane, brightness 40 + 4 y + 3 x, has the same slope everywhere: what rotation and crop make of it is known in closed form, and bilinear reading is exact.</summary>
public sealed class AugmentationTests
{
    private const int Side = 17, Middle = Side / 2;

    private static readonly LabelledImages Plane = new("plane", Side, Side, 1, 2, 1, [.. Enumerable.Range(0, Side * Side).Select(i => (byte)(40 + (4 * (i / Side)) + (3 * (i % Side))))], [0]);

    [Fact]
    public void Rotation_turns_a_plane_about_its_middle_by_at_most_the_angle_and_keeps_its_slope()
    {
        double[] angles = [.. Enumerable.Range(0, 60).Select(trial =>
        {
            float[] turned = Copied(new Augmentation(Rotation: 30), trial);
            (double down, double right) = Slopes(turned);
            Assert.Equal(5, Math.Sqrt((down * down) + (right * right)), 1e-4);
            Assert.Equal(40 + (7 * Middle), turned[(Middle * Side) + Middle], 1e-4);
            return (Math.Atan2(down, right) - Math.Atan2(4, 3)) * 180 / Math.PI;
        })];
        Assert.All(angles, angle => Assert.InRange(angle, -30, 30));
        // Uniform in ± 30: mean 0 and standard deviation 30/√3 = 17.3; 4 standard errors of 60 draws.
        Assert.InRange(angles.Average(), -4 * 17.3 / Math.Sqrt(60), 4 * 17.3 / Math.Sqrt(60));
        Assert.True(angles.Min() < -20 && angles.Max() > 20, $"{angles.Min()} … {angles.Max()}");
    }

    [Fact]
    public void A_crop_stretches_a_part_of_a_plane_that_lies_inside_it()
    {
        double[] sides = [.. Enumerable.Range(0, 60).Select(trial =>
        {
            float[] cropped = Copied(new Augmentation(Crop: 0.4), trial);
            (double down, double right) = Slopes(cropped);
            Assert.Equal(4 / 3.0, down / right, 1e-4);
            // With side s a corner lies at most (1 − s)/2 of the image beyond the edge of its pixels' centres: inside up to half a pixel.
            Assert.All(cropped, value => Assert.InRange(value, 40, 40 + (7 * (Side - 1))));
            return right / 3;
        })];
        Assert.All(sides, side => Assert.InRange(side, 0.6, 1));
        Assert.True(sides.Min() < 0.65 && sides.Max() > 0.95, $"{sides.Min()} … {sides.Max()}");
        float[] middles = [.. Enumerable.Range(0, 60).Select(trial => Copied(new Augmentation(Crop: 0.4), trial)[(Middle * Side) + Middle])];
        Assert.True(middles.Max() - middles.Min() > 10, "crops do not move");
    }

    [Fact]
    public void A_turn_too_small_to_see_leaves_shifts_and_mirrors_as_they_were()
    {
        for (int trial = 0; trial < 20; trial++)
        {
            float[] whole = Copied(new Augmentation(0.2, Flip: true), trial), resampled = Copied(new Augmentation(0.2, Flip: true, Rotation: 1e-9), trial);
            Assert.All(whole.Zip(resampled), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
        }
    }

    [Fact]
    public void Angles_and_crops_beyond_reason_are_refused()
    {
        Assert.Contains("an angle either way, in degrees", Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation(Rotation: 200)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation() with { Crop = 0.95 });
    }

    private static float[] Copied(Augmentation augmentation, int trial)
    {
        float[] values = new float[Side * Side];
        augmentation.Copy(Plane, 0, values, new Key(7)[trial]);
        return values;
    }

    // Change a pixel downwards and to the right, around the middle, far from the edges that repeat.
    private static (double Down, double Right) Slopes(float[] image)
    {
        const int reach = 3;
        double at(int y, int x) => image[((Middle + y) * Side) + Middle + x];
        return ((at(reach, 0) - at(-reach, 0)) / (2 * reach), (at(0, reach) - at(0, -reach)) / (2 * reach));
    }
}
