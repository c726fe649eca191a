using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Mho.Experiments.Binding;

/// <summary>How a record is built: the parameters of its constructor, then the properties that can be set besides.</summary>
internal sealed class RecordShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Shapes = new();

    private RecordShape(Type type)
    {
        PropertyInfo[] properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && property.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .OrderBy(property => property.MetadataToken)];
        PropertyInfo? Matching(ParameterInfo parameter) =>
            Array.Find(properties, property => string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
        ConstructorInfo[] constructors = type.GetConstructors();
        Constructor = Array.Find(constructors, constructor => constructor.GetCustomAttribute<JsonConstructorAttribute>() is not null)
            ?? constructors.Where(constructor => constructor.GetParameters().All(parameter => Matching(parameter) is not null)).MaxBy(constructor => constructor.GetParameters().Length);
        Parameters = Constructor?.GetParameters() ?? [];
        NullabilityInfoContext nullability = new();
        List<Field> fields = [];
        foreach (ParameterInfo parameter in Parameters)
        {
            if (Matching(parameter) is PropertyInfo property)
                fields.Add(new Field(Camel(property.Name), property, parameter, MayBeNull(parameter.ParameterType, nullability.Create(parameter))));
        }

        foreach (PropertyInfo property in properties.Where(property => property.SetMethod is { IsPublic: true } && !fields.Exists(field => field.Property == property)))
            fields.Add(new Field(Camel(property.Name), property, null, MayBeNull(property.PropertyType, nullability.Create(property))));
        Fields = fields;
    }

    /// <summary>The constructor; null for a structure without one.</summary>
    public ConstructorInfo? Constructor { get; }

    /// <summary>The constructor's parameters.</summary>
    public ParameterInfo[] Parameters { get; }

    /// <summary>All that can be said about the record, in the order it is written.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The shape of a record type.</summary>
    public static RecordShape Of(Type type) => Shapes.GetOrAdd(type, static type => new RecordShape(type));

    /// <summary><c>OneDay</c> → <c>oneDay</c>, <c>ADC</c> → <c>adc</c>, <c>AdcBits</c> → <c>adcBits</c>.</summary>
    public static string Camel(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);

    private static bool MayBeNull(Type type, NullabilityInfo info) =>
        type.IsValueType ? Nullable.GetUnderlyingType(type) is not null : info.WriteState != NullabilityState.NotNull;

    /// <summary>One thing to be said about a record.</summary>
    /// <param name="Name">As in JSON.</param>
    /// <param name="Property">Where it is read.</param>
    /// <param name="Parameter">Where it is given, or null if the property is set.</param>
    /// <param name="Nullable">Whether null may be given.</param>
    internal sealed record Field(string Name, PropertyInfo Property, ParameterInfo? Parameter, bool Nullable)
    {
        /// <summary>Its type.</summary>
        public Type Type => Parameter?.ParameterType ?? Property.PropertyType;

        /// <summary>Whether it is a path.</summary>
        public bool IsPath { get; } = Property.GetCustomAttribute<RelativePathAttribute>() is not null;
    }
}
