using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Mho.Tests.Architecture;

/// <summary>Rules over everything that experiments may name.</summary>
public sealed partial class ModelTests
{
    private static IEnumerable<(Type Type, ModelAttribute Model)> Models() => typeof(ModelAttribute).Assembly.GetTypes()
        .Select(type => (type, model: type.GetCustomAttribute<ModelAttribute>()!)).Where(pair => pair.model is not null);

    [Fact]
    public void A_model_is_a_sealed_record() => Assert.All(Models(), pair =>
    {
        Assert.True(pair.Type.IsSealed, $"{pair.Type} is not sealed.");
        Assert.NotNull(pair.Type.GetMethod("<Clone>$"));
    });

    [Fact]
    public void Its_name_is_in_lower_case_words_joined_by_hyphens() =>
        Assert.All(Models(), pair => Assert.Matches(Name(), pair.Model.Name));

    [Fact]
    public void No_two_models_of_one_family_share_a_name() => Assert.All(
        Models().SelectMany(pair => Families(pair.Type).Select(family => (family, pair.Model.Name))).GroupBy(pair => pair),
        group => Assert.Single(group));

    private static IEnumerable<Type> Families(Type type) => type.GetInterfaces().Where(family => family.Assembly == type.Assembly && family.IsPublic);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Name();
}
