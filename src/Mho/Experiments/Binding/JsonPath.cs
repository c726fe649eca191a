using System.Text.Json;

namespace Mho.Experiments.Binding;

/// <summary>Finds a value by its path and puts another in its place.</summary>
internal static class JsonPath
{
    /// <summary>Replaces the value at <paramref name="path"/>, all but the last step of which must exist or be null.</summary>
    public static void Replace(JsonValue whole, string path, JsonValue value, string source)
    {
        string[] steps = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        JsonValue place = whole;
        for (int depth = 0; depth < steps.Length; depth++)
        {
            bool last = depth == steps.Length - 1;
            if (last && place.Kind == JsonValueKind.Object && Member(place, steps[depth]) < 0)
            {
                // Whoever builds the record knows best what an unknown name was meant to be.
                place.Members.Add((steps[depth], value));
                return;
            }

            int index = Find(place, steps[depth], string.Join('.', steps[..depth]), source);
            if (place.Kind == JsonValueKind.Array)
            {
                if (last)
                    place.Items[index] = value;
                else
                    place = place.Items[index];
            }
            else if (last)
            {
                place.Members[index] = (place.Members[index].Name, value);
            }
            else
            {
                // A part of what is left out makes it there with defaults for its other parts.
                if (place.Members[index].Value.Kind == JsonValueKind.Null)
                    place.Members[index] = (place.Members[index].Name, new JsonValue { Kind = JsonValueKind.Object, Line = 0 });
                place = place.Members[index].Value;
            }
        }
    }

    private static int Find(JsonValue place, string step, string path, string source)
    {
        if (place.Kind == JsonValueKind.Array)
        {
            return int.TryParse(step, out int index) && index >= 0 && index < place.Items.Count
                ? index
                : throw new InputException($"\"{step}\" is not a place in a list of {place.Items.Count}; count from 0.", source, field: path);
        }

        int member = Member(place, step);
        if (member >= 0)
            return member;
        string advice = place.Kind == JsonValueKind.Object ? Spelling.Advice(step, place.Members.Select(each => each.Name)) : $"it is {place.Described} and has no parts.";
        throw new InputException($"\"{step}\" is unknown; {advice}", source, field: path);
    }

    private static int Member(JsonValue place, string step) => place.Members.FindIndex(member => string.Equals(member.Name, step, StringComparison.OrdinalIgnoreCase));
}
