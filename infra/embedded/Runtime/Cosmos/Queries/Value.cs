using System.Runtime.InteropServices;
using System.Text.Json;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>The kinds of values, in the order in which ORDER BY puts them.</summary>
internal enum ValueKind
{
    Undefined,
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// <summary>A value in a query: JSON, or undefined. Parts of documents are not copied.</summary>
internal readonly struct Value
{
    private readonly double _number;
    private readonly object? _content;
    private readonly JsonElement _json;

    private Value(ValueKind kind, double number = 0, object? content = null, JsonElement json = default)
    {
        Kind = kind;
        _number = number;
        _content = content;
        _json = json;
    }

    public static readonly Value Undefined;
    public static readonly Value Null = new(ValueKind.Null);
    public static readonly Value True = new(ValueKind.Boolean, 1);
    public static readonly Value False = new(ValueKind.Boolean);

    public ValueKind Kind { get; }

    public bool IsTrue => Kind == ValueKind.Boolean && _number != 0;
    public bool IsFalse => Kind == ValueKind.Boolean && _number == 0;
    public bool IsDefined => Kind != ValueKind.Undefined;

    /// <summary>Of a number.</summary>
    public double Number => _number;

    /// <summary>Of a string.</summary>
    public string Text => (string)_content!;

    public static Value Of(bool value) => value ? True : False;

    /// <summary>Undefined when it is not finite: JSON has no such number.</summary>
    public static Value Of(double value) => double.IsFinite(value) ? new(ValueKind.Number, value) : Undefined;

    public static Value Of(string value) => new(ValueKind.String, content: value);

    public static Value Of(Value[] items) => new(ValueKind.Array, content: items);

    public static Value Of(List<KeyValuePair<string, Value>> properties) => new(ValueKind.Object, content: properties);

    public static Value Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => Null,
        JsonValueKind.True => True,
        JsonValueKind.False => False,
        JsonValueKind.Number => new(ValueKind.Number, json.GetDouble(), json: json),
        JsonValueKind.String => new(ValueKind.String, content: json.GetString()),
        JsonValueKind.Array => new(ValueKind.Array, json: json),
        JsonValueKind.Object => new(ValueKind.Object, json: json),
        _ => Undefined,
    };

    public Value Property(string name)
    {
        if (Kind != ValueKind.Object)
        {
            return Undefined;
        }
        if (_content is List<KeyValuePair<string, Value>> properties)
        {
            return properties.Find(property => property.Key == name).Value;
        }
        return _json.TryGetProperty(name, out var found) ? Of(found) : Undefined;
    }

    public Value Item(double index) =>
        Kind == ValueKind.Array && index >= 0 && index < Count && index == Math.Floor(index)
            ? _content is Value[] items ? items[(int)index] : Of(_json[(int)index]) : Undefined;

    /// <summary>Of an array: its length.</summary>
    public int Count => _content is Value[] items ? items.Length : _json.GetArrayLength();

    /// <summary>The items of an array; nothing for anything else.</summary>
    public IEnumerable<Value> Items => Kind != ValueKind.Array ? [] : _content as Value[] ?? _json.EnumerateArray().Select(Of);

    /// <summary>The properties of an object; nothing for anything else.</summary>
    public IEnumerable<KeyValuePair<string, Value>> Properties => Kind != ValueKind.Object ? []
        : _content as List<KeyValuePair<string, Value>> ?? _json.EnumerateObject().Select(each => KeyValuePair.Create(each.Name, Of(each.Value)));

    public void WriteTo(Utf8JsonWriter json)
    {
        switch (Kind)
        {
            case ValueKind.Null:
                json.WriteNullValue();
                break;
            case ValueKind.Boolean:
                json.WriteBooleanValue(IsTrue);
                break;
            case ValueKind.String:
                json.WriteStringValue(Text);
                break;
            case var _ when _json.ValueKind != JsonValueKind.Undefined:
                json.WriteRawValue(JsonMarshal.GetRawUtf8Value(_json), skipInputValidation: true);
                break;
            case ValueKind.Number:
                json.WriteNumberValue(Number);
                break;
            case ValueKind.Array:
                WriteItems(json);
                break;
            case ValueKind.Object:
                WriteProperties(json);
                break;
        }
    }

    private void WriteItems(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var item in Items.Where(item => item.IsDefined))
        {
            item.WriteTo(json);
        }
        json.WriteEndArray();
    }

    private void WriteProperties(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (name, value) in Properties.Where(property => property.Value.IsDefined))
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
        json.WriteEndObject();
    }
}
