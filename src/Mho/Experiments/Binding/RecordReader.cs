using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Mho.Experiments.Binding;

/// <summary>Builds records from JSON values; every refusal names file, line, field, what was given and what may be.</summary>
/// <param name="source">The name of what is read, for error messages.</param>
/// <param name="files">The files whose reading led here.</param>
/// <param name="lines">Whether the lines of values are those of a text that the user wrote.</param>
internal sealed class RecordReader(string source, NamedFiles files, bool lines = true)
{
    /// <summary>Reads a value as <paramref name="type"/>.</summary>
    public object? Read(JsonValue value, Type type, string path, bool mayBeNull)
    {
        if (value.Kind == JsonValueKind.Null)
            return mayBeNull ? null : throw Fault(value, path, $"is null, and must be {Expected(type)}.");
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string))
            return value.Kind == JsonValueKind.String ? value.Text : throw Wrong(value, plain, path);
        if (plain == typeof(bool))
            return value.Kind is JsonValueKind.True or JsonValueKind.False ? value.Kind == JsonValueKind.True : throw Wrong(value, plain, path);
        if (plain.IsEnum)
            return Word(value, plain, path);
        if (Scalars.IsNumber(plain))
            return Number(value, plain, path);
        if (Scalars.IsQuantity(plain))
            return Quantity(value, plain, path);
        if (Collections.KeyedItem(plain) is Type keyed)
            return Keyed(value, plain, keyed, path);
        if (Collections.Item(plain) is Type item)
            return List(value, plain, item, path);
        return Models.IsFamily(plain) ? Model(value, plain, path) : Record(value, plain, path);
    }

    private object Word(JsonValue value, Type type, string path)
    {
        string[] words = [.. Enum.GetNames(type).Select(RecordShape.Camel)];
        int index = value.Kind == JsonValueKind.String ? Array.FindIndex(words, word => string.Equals(word, value.Text, StringComparison.OrdinalIgnoreCase)) : -1;
        return index >= 0
            ? Enum.Parse(type, Enum.GetNames(type)[index])
            : throw Fault(value, path, $"is {value.Described}, and must be one of {string.Join(", ", words)}.");
    }

    private object Number(JsonValue value, Type type, string path)
    {
        if (value.Kind != JsonValueKind.Number)
            throw Wrong(value, type, path);
        try
        {
            object number = Convert.ChangeType(
                Scalars.IsWhole(type) ? decimal.Parse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture) : double.Parse(value.Text, CultureInfo.InvariantCulture), type);
            bool whole = !Scalars.IsWhole(type) || decimal.Parse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture) == Convert.ToDecimal(number);
            if (!whole)
                throw Wrong(value, type, path);
            return double.IsFinite(Convert.ToDouble(number)) ? number : throw new OverflowException();
        }
        catch (OverflowException exception)
        {
            throw Fault(value, path, $"is {value.Described}, and must lie between {Scalars.Lowest(type)} and {Scalars.Highest(type)}.", exception);
        }
    }

    private object Quantity(JsonValue value, Type type, string path)
    {
        if (value.Kind != JsonValueKind.String)
            throw Fault(value, path, $"is {value.Described}, and must be {Expected(type)}.");
        return Guarded(value, path, () => Scalars.ParseQuantity(type, value.Text));
    }

    private object List(JsonValue value, Type type, Type item, string path)
    {
        if (value.Kind != JsonValueKind.Array)
            throw Wrong(value, type, path);
        Array items = Array.CreateInstance(item, value.Items.Count);
        for (int i = 0; i < items.Length; i++)
            items.SetValue(Read(value.Items[i], item, $"{path}[{i}]", Nullable.GetUnderlyingType(item) is not null), i);
        return Collections.Build(type, item, items);
    }

    private object Keyed(JsonValue value, Type type, Type item, string path)
    {
        if (value.Kind != JsonValueKind.Object)
            throw Wrong(value, type, path);
        IDictionary entries = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), item))!;
        foreach ((string name, JsonValue member) in value.Members)
            entries.Add(name, Read(member, item, Below(path, name), mayBeNull: false));
        return Collections.BuildKeyed(type, item, entries);
    }

    private object Model(JsonValue value, Type family, string path)
    {
        if (value.Kind == JsonValueKind.String && NamedFiles.IsNamedBy(value.Text))
            return Named(value, family, path);
        if (Told(value, family) is { } told)
            return Record(told.Value, told.Type, path);
        IReadOnlyList<(string Name, Type Type)> models = Models.Of(family);
        string example = $"{{\"model\": \"{models[0].Name}\"}}";
        JsonValue? name = value.Kind == JsonValueKind.String ? value : value.Members.Find(member => member.Name == "model").Value;
        if (name is not { Kind: JsonValueKind.String })
        {
            throw Fault(name ?? value, path, value.Kind == JsonValueKind.Object
                ? $"does not say which model it is; write for example {example}. Known are {string.Join(", ", models.Select(model => model.Name))}."
                : $"is {value.Described}, and must be an object such as {example}.");
        }

        Type? type = models.FirstOrDefault(model => model.Name == name.Text).Type;
        return type is not null
            ? Record(value, type, path)
            : throw Fault(name, path, $"no {Family(family)} is called \"{name.Text}\"; {Spelling.Advice(name.Text, models.Select(model => model.Name))}{Hint(name.Text, family)}");
    }

    // A folder beside us may be meant, but names of models come first and have no slash.
    private string Hint(string text, Type family) => Models.Told(family) is not null && Path.Exists(files.Located(text)) ? $" For the run folder of that name write \"./{text}\"." : "";

    // An object with the parameter but without the name of its model, or a path in the place of both.
    private static (JsonValue Value, Type Type)? Told(JsonValue value, Type family)
    {
        if (Models.Told(family) is not (Type type, string parameter))
            return null;
        if (value.Kind == JsonValueKind.Object)
            return value.Members.Exists(member => member.Name == parameter) && !value.Members.Exists(member => member.Name == "model") ? (value, type) : null;
        if (value.Kind != JsonValueKind.String || !NamedFiles.IsPath(value.Text))
            return null;
        JsonValue whole = new() { Kind = JsonValueKind.Object, Line = value.Line };
        whole.Members.Add((parameter, value));
        return (whole, type);
    }

    // A fault in the named file is told with both places: where the file is named, and where the fault stands in it.
    private object Named(JsonValue value, Type family, string path)
    {
        try
        {
            (JsonValue whole, string named, NamedFiles open) = files.Read(value.Text);
            return new RecordReader(named, open).Read(whole, family, "", mayBeNull: false)!;
        }
        catch (InputException fault)
        {
            throw Fault(value, path, $"in {fault.Message}", fault);
        }
    }

    private object Record(JsonValue value, Type type, string path)
    {
        bool named = value.Kind == JsonValueKind.String && value.Text == Models.NameOf(type);
        if (value.Kind != JsonValueKind.Object && !named)
            throw Wrong(value, type, path);
        // A name alone is the model with its defaults, which a constructor without parameters states even where the others must be told.
        if (named && type.GetConstructor([]) is not null)
            return Activator.CreateInstance(type)!;
        RecordShape shape = RecordShape.Of(type);
        Dictionary<RecordShape.Field, object?> given = [];
        foreach ((string name, JsonValue member) in value.Members)
        {
            if (name == "model" && Models.NameOf(type) is string own)
            {
                if (member.Kind != JsonValueKind.String || member.Text != own)
                    throw Fault(member, Below(path, name), $"is {member.Described}, and must be \"{own}\".");
                continue;
            }

            RecordShape.Field field = shape.Fields.FirstOrDefault(field => field.Name == name)
                ?? throw Fault(member, path, $"\"{name}\" is unknown; {Now(type, name) ?? Spelling.Advice(name, shape.Fields.Select(field => field.Name))}");
            object? read = Read(member, field.Type, Below(path, name), field.Nullable);
            given[field] = field.IsPath && read is string text ? files.Located(text) : read;
        }

        return Guarded(value, path, () => Build(value, type, shape, given, path));
    }

    private static string? Now(Type type, string name) =>
        type.GetCustomAttributes<FormerNameAttribute>().FirstOrDefault(former => former.Name == name) is { } former ? $"it was replaced, write {former.Now.Trim()}." : null;

    private object Build(JsonValue value, Type type, RecordShape shape, Dictionary<RecordShape.Field, object?> given, string path)
    {
        object?[] arguments = new object?[shape.Parameters.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            ParameterInfo parameter = shape.Parameters[i];
            RecordShape.Field field = shape.Fields.First(field => field.Parameter == parameter);
            arguments[i] = given.TryGetValue(field, out object? argument) ? argument
                : parameter.HasDefaultValue ? Default(parameter)
                : throw Fault(value, path, $"\"{field.Name}\" is missing; write {Expected(field.Type)}.");
        }

        object record = shape.Constructor is null ? Activator.CreateInstance(type)! : shape.Constructor.Invoke(arguments);
        foreach ((RecordShape.Field field, object? argument) in given)
        {
            if (field.Parameter is null)
                Guarded(value.Members.Find(member => member.Name == field.Name).Value, Below(path, field.Name), () => Set(field.Property, record, argument));
        }

        return record;
    }

    private static object? Set(PropertyInfo property, object record, object? argument)
    {
        property.SetValue(record, argument);
        return null;
    }

    private static object? Default(ParameterInfo parameter) => parameter.DefaultValue is { } value
        ? (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) is { IsEnum: true } type ? Enum.ToObject(type, value) : value
        : parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? Activator.CreateInstance(parameter.ParameterType) : null;

    // A record checks its own values: what it throws is a fault of the text that gave them.
    private T Guarded<T>(JsonValue value, string path, Func<T> build)
    {
        try
        {
            return build();
        }
        catch (Exception exception) when (exception is not InputException)
        {
            Exception cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            if (cause is ArgumentException or FormatException or ArithmeticException)
                throw Fault(value, path, cause.Message, cause);
            throw;
        }
    }

    private InputException Wrong(JsonValue value, Type type, string path) => Fault(value, path, $"is {value.Described}, and must be {Expected(type)}.");

    private InputException Fault(JsonValue value, string path, string problem, Exception? inner = null) => new(problem, source, lines ? value.Line : 0, path, inner);

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    // ICellCurrent → cell current.
    private static string Family(Type type) =>
        string.Concat((type.IsInterface ? type.Name[1..] : type.Name).Select((letter, k) => (k > 0 && char.IsUpper(letter) ? " " : "") + char.ToLowerInvariant(letter)));

    private static string Expected(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) ? "a text" : plain == typeof(bool) ? "true or false"
            : plain.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(plain).Select(RecordShape.Camel))
            : Scalars.IsWhole(plain) ? "a whole number" : Scalars.IsNumber(plain) ? "a number"
            : Scalars.IsQuantity(plain) ? Scalars.QuantityExample(plain)
            : Collections.KeyedItem(plain) is not null ? "an object" : Collections.Item(plain) is not null ? "a list"
            : Models.IsFamily(plain) ? $"an object such as {{\"model\": \"{Models.Of(plain)[0].Name}\"}}" : "an object";
    }
}
